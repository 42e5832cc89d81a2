-- What responses say, a row for each question, or line of a grid, that was answered.
CREATE TABLE golden_private.survey_answers
(
    source   LowCardinality(String) COMMENT 'the survey',
    wave     LowCardinality(String),
    response UInt32 COMMENT 'survey_responses.response',
    question LowCardinality(String),
    item     LowCardinality(String),
    options  Array(LowCardinality(String)) COMMENT 'what was chosen',
    other    Bool COMMENT 'own words were given',
    number   Nullable(Float64) COMMENT 'of a number, and the place that a ranking gives',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, wave, response, question, item)
SETTINGS {{settings}}
