-- Mailing lists.
CREATE TABLE golden.lists
(
    list        LowCardinality(String),
    scope       LowCardinality(String),
    kind        LowCardinality(String) COMMENT 'developers, users, announce',
    archive_url String,
    other_projects Array(String) COMMENT 'whose patches are sent there too: words in the tags of their subjects'
)
ENGINE = MergeTree
ORDER BY list
SETTINGS {{settings}}
