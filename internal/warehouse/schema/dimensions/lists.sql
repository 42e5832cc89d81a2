-- Mailing lists.
CREATE TABLE golden.lists
(
    list        LowCardinality(String),
    scope       LowCardinality(String),
    kind        LowCardinality(String) COMMENT 'developers, users, announce',
    archive_url String
)
ENGINE = MergeTree
ORDER BY list
SETTINGS {{settings}}
