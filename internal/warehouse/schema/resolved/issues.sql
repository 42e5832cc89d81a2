-- One issue of a forge.
CREATE TABLE {{db}}issues
(
    id         UInt64,
    repository LowCardinality(String) COMMENT 'owner/name, as the forge names it now',
    number     UInt64,
    ref        String COMMENT 'its page',
    title      String,
    person_id  UUID,
    bot        Bool,
    opened     DateTime('UTC'),
    closed     DateTime('UTC') COMMENT 'for the last time; 1970-01-01 for one that is open',
    first_response DateTime('UTC') COMMENT 'first foreign, non-bot comment or close; 1970-01-01 for none yet',
    first_response_person_id UUID,
    deadline   DateTime('UTC') COMMENT '2 business days after it was opened',
    last_activity DateTime('UTC'),
    places     Array(Tuple(scope LowCardinality(String), member LowCardinality(String))),
    sources    Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (opened, id)
SETTINGS {{settings}}
