-- One person's response; what was answered is in survey_answers. Who may read
-- this can count the few: analysts read survey_cells, where they are hidden.
CREATE TABLE golden_private.survey_responses
(
    source   LowCardinality(String) COMMENT 'the survey',
    wave     LowCardinality(String),
    response UInt32 COMMENT 'its place in the wave',
    state    LowCardinality(String) COMMENT 'complete, partial, repeated or test',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, wave, response)
SETTINGS {{settings}}
