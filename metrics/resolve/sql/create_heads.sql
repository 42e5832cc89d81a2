-- One logical message, before its thread is known.
CREATE TABLE resolve_heads
(
    id           UInt64 COMMENT 'of Message-ID and fingerprint',
    mail         UInt64 COMMENT 'of the Message-ID alone: what other mails name',
    message_id   String,
    date         DateTime('UTC'),
    alias_id     UUID,
    subject      String,
    topic        String,
    reply        Bool COMMENT 'the subject begins with a reply prefix',
    named        Array(UInt64) COMMENT 'mails that it names, the likeliest parent first',
    patch        Bool,
    auto         Bool,
    cues         Array(LowCardinality(String)),
    sketch       String,
    lines        UInt32,
    quoted_lines UInt32,
    sources      Array(LowCardinality(String)),
    place        UInt64 COMMENT 'resolve_places.place'
)
ENGINE = MergeTree
ORDER BY (date, id)
