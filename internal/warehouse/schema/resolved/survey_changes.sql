-- How a shown share differs from that of the wave before, where both can be compared.
CREATE TABLE {{db}}survey_changes
(
    survey     LowCardinality(String) COMMENT 'the source',
    wave       String,
    before     String COMMENT 'the wave before that asked it comparably',
    segment    String COMMENT 'as in survey_lines',
    member     String,
    question   String,
    item       String,
    option     String,
    class      LowCardinality(String) COMMENT 'identical, reworded or recoded',
    share      Float64,
    base       UInt32,
    share_before Float64,
    base_before  UInt32,
    difference Float64,
    lower      Float64 COMMENT 'Newcombe',
    upper      Float64,
    weighted       Nullable(Float64) COMMENT 'the difference with weights; NULL without any in one of the waves',
    weighted_lower Nullable(Float64),
    weighted_upper Nullable(Float64),
    p          Float64,
    exact      Bool COMMENT 'p is Fisher''s',
    adjusted   Float64 COMMENT 'Benjamini and Hochberg over all of the two waves, a cut by a segment for itself',
    verdict    LowCardinality(String) COMMENT 'rose, fell or unclear: adjusted at most 0.10'
)
ENGINE = MergeTree
ORDER BY (survey, wave, segment, member, question, item, option)
SETTINGS {{settings}}
