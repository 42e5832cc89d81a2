-- One logical message: all copies of a mail under one Message-ID and fingerprint.
CREATE TABLE {{db}}messages
(
    id         UInt64 COMMENT 'of Message-ID and fingerprint',
    message_id String,
    date       DateTime('UTC'),
    person_id  UUID,
    bot        Bool,
    class      LowCardinality(String) COMMENT 'patch, review, discussion, question, announcement, security, bot',
    subject    String,
    thread     UInt64 COMMENT 'id of the message that started the thread; where none did, of its topmost message or of the missing mail that its messages name',
    parent     UInt64 COMMENT 'id of the message it answers; 0 for none known',
    starts     Bool COMMENT 'starts a thread: resolves to no parent and is no reply',
    lines      UInt32,
    quoted_lines UInt32,
    places     Array(Tuple(scope LowCardinality(String), member LowCardinality(String))) COMMENT 'where it counts: each scope once with an empty member, each list of the scope once',
    sources    Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (date, id)
SETTINGS {{settings}}
