-- Repositories of forges as last seen.
CREATE TABLE golden.forge_repositories
(
    source         LowCardinality(String),
    repository     String COMMENT 'host and the forge''s own number: a rename keeps it',
    name           String COMMENT 'owner/name, as the forge names it now',
    url            String,
    default_branch String,
    parent         String COMMENT 'name of the repository that it is a fork of, or empty',
    archived       Bool,
    private        Bool,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, repository)
SETTINGS {{settings}}
