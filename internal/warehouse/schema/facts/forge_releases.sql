-- Releases as forges announce them; date is when it was published.
CREATE TABLE golden.forge_releases
(
    source          LowCardinality(String),
    repository      LowCardinality(String) COMMENT 'forge_repositories.repository',
    id              String COMMENT 'the forge''s own',
    tag             String,
    title           String,
    author_alias_id UUID,
    candidate       Bool,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, repository, id)
SETTINGS {{settings}}
