-- Who worked for whom, and when. Stretches of one person do not overlap; what
-- is in none of them is unknown.
CREATE TABLE golden.affiliations
(
    person_id    UUID,
    from         Date COMMENT 'first day',
    until        Date COMMENT 'first day after; 2106-02-07 for no end',
    organisation String COMMENT 'what the person counted under then; independent for nobody',
    unit         String COMMENT 'the part of it that is meant, by its own name; else the same',
    evidence     String COMMENT 'what tells: configuration, a file, addresses, public page'
)
ENGINE = MergeTree
ORDER BY (person_id, from)
SETTINGS {{settings}}
