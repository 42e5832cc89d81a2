-- Runs of workflows and pipelines; date is when it was started.
CREATE TABLE golden.test_runs
(
    source     LowCardinality(String),
    repository LowCardinality(String) COMMENT 'forge_repositories.repository',
    id         String COMMENT 'the forge''s own',
    name       LowCardinality(String) COMMENT 'of the workflow',
    event      LowCardinality(String) COMMENT 'what set it off: push, schedule …',
    branch     String,
    is_default Bool COMMENT 'of the default branch of the repository itself',
    sha        String,
    attempt    UInt32 COMMENT 'the last one',
    outcome    LowCardinality(String) COMMENT 'success, failure, timed_out, cancelled …; empty while it runs',
    ended      DateTime('UTC'),
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, repository, id)
SETTINGS {{settings}}
