-- Text of mails, only where the configuration asks for it.
CREATE TABLE golden_private.message_text
(
    source      LowCardinality(String),
    message_id  String,
    fingerprint UInt64,
    first_lines String,
    text        String,
    version     UInt64,
    deleted     UInt8,
    fetched_at  DateTime('UTC'),
    run         UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, message_id, fingerprint)
SETTINGS {{settings}}
