-- One question about the project in a forum.
CREATE TABLE {{db}}forum_questions
(
    network   LowCardinality(String),
    place     LowCardinality(String) COMMENT 'the site, the forum',
    id        String,
    ref       String COMMENT 'its page, or network and id',
    title     String,
    person_id UUID,
    bot       Bool,
    asked     DateTime('UTC'),
    answered  DateTime('UTC') COMMENT 'first answer of another person; 1970-01-01 for none yet',
    answered_person_id UUID,
    deadline  DateTime('UTC') COMMENT '5 business days after it was asked',
    scopes    Array(LowCardinality(String)) COMMENT 'where it mentions the project',
    sources   Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (asked, network, id)
SETTINGS {{settings}}
