-- Who asked to be forgotten, and what was said of it.
CREATE TABLE golden_private.forgotten
(
    person_id UUID,
    at        DateTime('UTC'),
    reason    String COMMENT 'as the operator wrote it, without the name'
)
ENGINE = ReplacingMergeTree
ORDER BY person_id
SETTINGS {{settings}}
