-- One wave of a survey, counted.
CREATE TABLE {{db}}survey_rounds
(
    scopes    Array(LowCardinality(String)) COMMENT 'the source''s and all above it',
    survey    LowCardinality(String) COMMENT 'the source',
    wave      String,
    position  UInt32 COMMENT 'order of waves, from 1',
    title     String,
    began     Date,
    ended     Date COMMENT 'the day to whose periods it belongs',
    invited   UInt64 COMMENT '0 where nobody knows',
    started   UInt32 COMMENT 'complete and partial responses',
    complete  UInt32,
    repeated  UInt32 COMMENT 'left out: equal to an earlier one',
    tests     UInt32 COMMENT 'left out',
    effective Nullable(Float64) COMMENT 'how many unweighted responses would say as much as the weighted ones; NULL without weights',
    unweighted String COMMENT 'why there are no weights though margins are known'
)
ENGINE = MergeTree
ORDER BY (survey, wave)
SETTINGS {{settings}}
