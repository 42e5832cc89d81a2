-- Tags such as Reviewed-by on unquoted lines of a mail.
CREATE TABLE golden.message_trailers
(
    source      LowCardinality(String),
    message_id  String,
    fingerprint UInt64,
    position    UInt16,
    token       LowCardinality(String) COMMENT 'in the usual spelling',
    raw_token   LowCardinality(String) COMMENT 'as spelt in the mail',
    alias_id    UUID COMMENT 'the person named, the sender where it is the sender by another address; zero where the value names none',
    value       String COMMENT 'where the value names no person; addresses replaced',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, message_id, fingerprint, position)
SETTINGS {{settings}}
