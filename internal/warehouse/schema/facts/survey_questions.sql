-- One question of a wave, or one line of a grid.
CREATE TABLE golden.survey_questions
(
    source   LowCardinality(String) COMMENT 'the survey',
    wave     LowCardinality(String),
    question String,
    item     String COMMENT 'the line of a grid, the option that is ranked',
    position UInt32 COMMENT 'order in the wave',
    kind     LowCardinality(String) COMMENT 'single, multi, scale, number, rank or text',
    text     String COMMENT 'as it was put',
    options  Array(String) COMMENT 'those of a scale from the least to the most',
    other    Bool COMMENT 'it can be answered in own words, too',
    unit     String,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, wave, question, item)
SETTINGS {{settings}}
