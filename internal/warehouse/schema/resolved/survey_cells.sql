-- How many chose an option, as far as it may be shown: where 1 to 4 did, several
-- options are merged or nothing is there.
CREATE TABLE {{db}}survey_cells
(
    survey   LowCardinality(String) COMMENT 'the source',
    wave     String,
    segment  String COMMENT 'as in survey_lines',
    member   String,
    question String,
    item     String,
    position UInt32 COMMENT 'of a scale from the least to the most',
    option   String COMMENT 'other answers, where several are merged',
    merged   Array(String) COMMENT 'those that are',
    own      Bool COMMENT 'answered in own words',
    chosen   Nullable(UInt32) COMMENT 'NULL, as all numbers of the row, where it is hidden',
    base     Nullable(UInt32),
    share    Nullable(Float64),
    lower    Nullable(Float64) COMMENT 'Wilson',
    upper    Nullable(Float64),
    weighted       Nullable(Float64) COMMENT 'the share with weights; NULL without any',
    weighted_lower Nullable(Float64),
    weighted_upper Nullable(Float64)
)
ENGINE = MergeTree
ORDER BY (survey, wave, segment, member, question, item, position)
SETTINGS {{settings}}
