-- What a person is called; one row, whoever it is.
SELECT
    max(name) AS name, max(bot) AS bot,
    {person:UUID} IN (SELECT person_id FROM golden_private.tombstones) AS forgotten
FROM golden.people
WHERE person_id = {person:UUID}
