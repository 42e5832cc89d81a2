-- For whom somebody worked, as far as that is known: stretches of one person do
-- not overlap. Joined by ASOF on from; past until it is unknown.
CREATE TABLE {{db}}employers
(
    person_id    UUID,
    from         DateTime('UTC'),
    until        DateTime('UTC') COMMENT 'exclusive; 2106-02-07 for no end',
    organisation LowCardinality(String) COMMENT 'independent for nobody'
)
ENGINE = MergeTree
ORDER BY (person_id, from)
SETTINGS {{settings}}
