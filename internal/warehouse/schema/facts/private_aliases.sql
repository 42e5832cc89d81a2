-- How people appear in the sources: the only place with addresses.
CREATE TABLE golden_private.aliases
(
    source     LowCardinality(String),
    alias_id   UUID COMMENT 'keyed hash of name, address and login',
    name       String,
    address    String,
    login      String,
    version    UInt64,
    deleted    UInt8,
    fetched_at DateTime('UTC'),
    run        UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, alias_id)
SETTINGS {{settings}}
