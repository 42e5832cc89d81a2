-- For whom forgotten people worked, as it was found before their addresses went.
CREATE TABLE golden_private.forgotten_affiliations
(
    person_id    UUID,
    from         Date COMMENT 'first day',
    until        Date COMMENT 'first day after; 2106-02-07 for no end',
    organisation String,
    unit         String
)
ENGINE = ReplacingMergeTree
ORDER BY (person_id, from)
SETTINGS {{settings}}
