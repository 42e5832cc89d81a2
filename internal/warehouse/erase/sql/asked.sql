-- The ids of a person and of the person's aliases.
WITH asked AS
(
    SELECT {person:UUID} AS id
    UNION ALL
    SELECT alias_id FROM golden.identities WHERE person_id = {person:UUID}
)
