-- One started thread.
CREATE TABLE {{db}}threads
(
    id              UInt64 COMMENT 'id of the message that started it',
    date            DateTime('UTC'),
    person_id       UUID,
    bot             Bool,
    class           LowCardinality(String),
    subject         String,
    message_id      String,
    first_reply     DateTime('UTC') COMMENT 'first foreign, non-bot reply; 1970-01-01 for none yet',
    first_reply_person_id UUID,
    deadline        DateTime('UTC') COMMENT '5 business days after the start',
    messages        UInt32,
    sketch          String COMMENT 'of a question on a list of users: MinHash of its words, to find others like it; empty elsewhere',
    places          Array(Tuple(scope LowCardinality(String), member LowCardinality(String))),
    sources         Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (date, id)
SETTINGS {{settings}}
