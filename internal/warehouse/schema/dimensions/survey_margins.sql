-- Known distributions of answers among everybody who could have been asked, by
-- which responses are weighted, in the order in which they are to be met.
CREATE TABLE golden.survey_margins
(
    survey   LowCardinality(String) COMMENT 'the source',
    wave     String COMMENT 'empty for all waves',
    position UInt32,
    question String COMMENT 'survey_registry.question',
    option   String,
    share    Float64
)
ENGINE = MergeTree
ORDER BY (survey, wave, position, option)
SETTINGS {{settings}}
