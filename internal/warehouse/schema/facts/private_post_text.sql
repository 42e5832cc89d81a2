-- Text of posts, only where the configuration asks for it.
CREATE TABLE golden_private.post_text
(
    source     LowCardinality(String),
    network    LowCardinality(String),
    id         String,
    text       String,
    version    UInt64,
    deleted    UInt8,
    fetched_at DateTime('UTC'),
    run        UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, network, id)
SETTINGS {{settings}}
