-- Issues, discussions and changes (pull or merge requests) of forges as last
-- seen; date is when it was opened.
CREATE TABLE golden.forge_issues
(
    source             LowCardinality(String),
    repository         LowCardinality(String) COMMENT 'forge_repositories.repository',
    kind               LowCardinality(String) COMMENT 'issue, change or discussion',
    number             UInt64,
    url                String,
    title              String COMMENT 'addresses replaced',
    author_alias_id    UUID,
    closed             DateTime('UTC') COMMENT '1970-01-01 while it is open; of a merged change, when that was',
    closed_by_alias_id UUID,
    reason             LowCardinality(String) COMMENT 'why an issue was closed, as the forge says: completed, not_planned',
    labels             Array(LowCardinality(String)),
    milestone          String,
    comments           UInt32 COMMENT 'as the forge counts them',
    draft              Bool,
    base               String COMMENT 'branch that a change is for',
    head               String COMMENT 'newest commit of a change',
    merged             DateTime('UTC') COMMENT '1970-01-01 for not merged',
    merged_by_alias_id UUID,
    merge_sha          String COMMENT 'commit that a change became; empty where it did not, or the forge does not say',
    files              UInt32,
    added              UInt32,
    removed            UInt32,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, repository, kind, number)
SETTINGS {{settings}}
