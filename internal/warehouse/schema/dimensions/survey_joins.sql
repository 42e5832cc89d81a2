-- Which question of a wave is which one of the registry, and whether it can be
-- compared with the wave before: identical, reworded, recoded, scale changed, new or dropped.
CREATE TABLE golden.survey_joins
(
    survey   LowCardinality(String) COMMENT 'the source',
    question String COMMENT 'survey_registry.question',
    item     String,
    wave     String,
    asked    String COMMENT 'survey_questions.question in this wave; empty where it was dropped',
    asked_item String,
    class    LowCardinality(String),
    recode   Map(String, String) COMMENT 'from this wave''s options to the canonical ones; an option that is not in it stays'
)
ENGINE = MergeTree
ORDER BY (survey, question, item, wave)
SETTINGS {{settings}}
