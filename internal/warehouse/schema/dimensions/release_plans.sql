-- When releases were planned, as the operator says: a row for each date that was
-- decided, so that one that was put off has several.
CREATE TABLE golden.release_plans
(
    scope      LowCardinality(String),
    scopes     Array(LowCardinality(String)) COMMENT 'the scope and all above it',
    release    String COMMENT 'the tag''s name',
    position   UInt32 COMMENT 'order of decision',
    planned    Date,
    decided_on Date COMMENT '1970-01-01 where nobody knows'
)
ENGINE = MergeTree
ORDER BY (scope, release, position)
SETTINGS {{settings}}
