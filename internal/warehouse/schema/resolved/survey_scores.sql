-- One number for what a scale's answers say, where every option behind it is shown.
CREATE TABLE {{db}}survey_scores
(
    survey   LowCardinality(String) COMMENT 'the source',
    wave     String,
    segment  String COMMENT 'as in survey_lines',
    member   String,
    question String,
    item     String,
    score    LowCardinality(String) COMMENT 'top2 (a share), net and nps (points), mean (steps from 1) or median (of a number)',
    value    Float64,
    lower    Nullable(Float64),
    upper    Nullable(Float64),
    n        UInt32 COMMENT 'without those who chose what is no answer',
    weighted Nullable(Float64)
)
ENGINE = MergeTree
ORDER BY (survey, wave, segment, member, question, item, score)
SETTINGS {{settings}}
