-- Who marked a repository, and when.
CREATE TABLE golden.forge_stars
(
    source          LowCardinality(String),
    repository      LowCardinality(String) COMMENT 'forge_repositories.repository',
    author_alias_id UUID,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, repository, author_alias_id)
SETTINGS {{settings}}
