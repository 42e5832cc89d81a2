-- People, by the name they use most in public sources.
CREATE TABLE golden.people
(
    person_id UUID,
    name      String,
    bot       Bool,
    bot_reason String
)
ENGINE = MergeTree
ORDER BY person_id
SETTINGS {{settings}}
