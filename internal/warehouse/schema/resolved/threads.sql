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
    question        UInt64 COMMENT 'of a question on a list of users: id of the first that asked the same; 0 elsewhere',
    places          Array(Tuple(scope LowCardinality(String), member LowCardinality(String))),
    sources         Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (date, id)
SETTINGS {{settings}}
