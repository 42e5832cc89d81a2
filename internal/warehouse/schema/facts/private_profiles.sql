-- What people's public pages on forges say: evidence for identity and
-- affiliation.
CREATE TABLE golden_private.profiles
(
    source     LowCardinality(String),
    alias_id   UUID COMMENT 'of the login with the name and address that the page shows',
    host       LowCardinality(String),
    login      String,
    company    String,
    program    Bool COMMENT 'the forge says that it is a bot or an app',
    version    UInt64,
    deleted    UInt8,
    fetched_at DateTime('UTC'),
    run        UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, host, login)
SETTINGS {{settings}}
