-- The questions that a survey asks again and again, as the operator's registry
-- has them. A question without an entry stands for itself.
CREATE TABLE golden.survey_registry
(
    survey   LowCardinality(String) COMMENT 'the source',
    question String COMMENT 'the canonical name',
    item     String COMMENT 'the line of a grid',
    position UInt32,
    title    String COMMENT 'how pages put it; empty for the words of the newest wave',
    options  Array(String) COMMENT 'the canonical options, those of a scale from the least to the most; empty for those of the newest wave',
    aside    Array(String) COMMENT 'options that are no answer, such as do not know: no part of the base of scores',
    score    LowCardinality(String) COMMENT 'likert (highest two, net), nps, or empty for what its kind suggests',
    headline Bool COMMENT 'shown on the board and to Prometheus',
    segment  Bool COMMENT 'others are cut by it'
)
ENGINE = MergeTree
ORDER BY (survey, question, item)
SETTINGS {{settings}}
