-- Trailers of commit messages.
CREATE TABLE golden.git_trailers
(
    source    LowCardinality(String),
    sha       String,
    position  UInt16,
    token     LowCardinality(String) COMMENT 'in the usual spelling',
    raw_token LowCardinality(String) COMMENT 'as spelt in the commit',
    alias_id  UUID COMMENT 'the person named; zero where the value names none',
    value     String COMMENT 'where the value names no person; addresses replaced',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, sha, position)
SETTINGS {{settings}}
