-- What forgotten people gave to organisations that enough people name.
SELECT person_id, kind, name
FROM golden_private.forgotten_votes FINAL
ORDER BY person_id, kind, name
