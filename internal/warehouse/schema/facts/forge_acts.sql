-- What people did to issues and changes of forges.
CREATE TABLE golden.forge_acts
(
    source          LowCardinality(String),
    repository      LowCardinality(String) COMMENT 'forge_repositories.repository',
    issue_kind      LowCardinality(String) COMMENT 'issue, change or discussion',
    number          UInt64,
    kind            LowCardinality(String) COMMENT 'comment, line comment, review, approval, changes requested, dismissal, closed, reopened, merged, ready, draft, review requested, labelled, unlabelled, milestone, commit, push',
    id              String COMMENT 'the forge''s own, unique among the acts of one kind in a repository',
    author_alias_id UUID COMMENT 'who did it; of a commit its author',
    subject         String COMMENT 'what it was about: a label, a milestone, an object id',
    title           String COMMENT 'of a commit, its subject',
    person_alias_id UUID COMMENT 'whom it was about: who was asked for a review',
    commit          String COMMENT 'of a review, the commit it was made for',
    standing        LowCardinality(String) COMMENT 'the author''s, as the forge has it',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, repository, kind, id)
SETTINGS {{settings}}
