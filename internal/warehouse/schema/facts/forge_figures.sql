-- Numbers that forges publish of repositories; date is the day that it is of,
-- or on which it was seen.
CREATE TABLE golden.forge_figures
(
    source     LowCardinality(String),
    repository LowCardinality(String) COMMENT 'forge_repositories.repository',
    name       LowCardinality(String) COMMENT 'stars, forks, watchers, views, visitors, clones, referrer views …',
    member     String COMMENT 'of a referrer or path, which',
    value      UInt64,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, repository, name, member, date)
SETTINGS {{settings}}
