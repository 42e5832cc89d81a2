-- Branches and tags as last seen.
CREATE TABLE golden.git_refs
(
    source     LowCardinality(String),
    name       String COMMENT 'refs/heads/master',
    sha        String COMMENT 'the commit it leads to',
    is_default Bool,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, name)
SETTINGS {{settings}}
