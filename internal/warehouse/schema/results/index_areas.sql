-- The areas of the Golden Ratio index.
CREATE TABLE golden.index_areas
(
    compute_id   UUID,
    scope        LowCardinality(String),
    period_start DateTime('UTC'),
    comparison   LowCardinality(String) COMMENT 'yoy or 3y',
    area         LowCardinality(String) COMMENT 'products, website, community, social',
    value        Nullable(Float64) COMMENT 'NULL: fewer than half of its KPIs take part',
    lower        Nullable(Float64) COMMENT '95 % limits',
    upper        Nullable(Float64),
    weight       Float64 COMMENT 'in the index, of all areas present 1; 0: missing',
    listed       UInt16 COMMENT 'KPIs on the list',
    present      UInt16 COMMENT 'KPIs that take part'
)
ENGINE = MergeTree
PARTITION BY compute_id
ORDER BY (scope, comparison, period_start, area)
SETTINGS {{settings}}
