-- Tags of a repository, annotated or not.
CREATE TABLE golden.git_tags
(
    source          LowCardinality(String),
    name            String,
    sha             String COMMENT 'the commit it leads to',
    tagger_alias_id UUID COMMENT 'zero for a lightweight tag',
    signed          Bool,
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, name)
SETTINGS {{settings}}
