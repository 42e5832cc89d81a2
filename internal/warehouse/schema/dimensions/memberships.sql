-- When organisations were members of the community's own organisation.
CREATE TABLE golden.memberships
(
    organisation String,
    level        String,
    from         Date COMMENT 'first day; 1970-01-01 for always',
    until        Date COMMENT 'first day after; 2106-02-07 for no end'
)
ENGINE = MergeTree
ORDER BY (organisation, from)
SETTINGS {{settings}}
