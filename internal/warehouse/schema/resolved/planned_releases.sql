-- One final release for which the operator knew a date beforehand.
CREATE TABLE {{db}}planned_releases
(
    scopes  Array(LowCardinality(String)) COMMENT 'that of the plan and all above it',
    release String COMMENT 'the tag''s name',
    planned Date COMMENT 'the first date that was decided',
    last    Date COMMENT 'the last date that was decided before it was out',
    dates   UInt16 COMMENT 'how many were',
    date    DateTime('UTC') COMMENT 'when it was out: the first tag of that name in the plan''s scope'
)
ENGINE = MergeTree
ORDER BY (date, release, scopes)
SETTINGS {{settings}}
