-- For whom forgotten people worked.
SELECT person_id, from, until, organisation, unit, 'kept without addresses' AS evidence
FROM golden_private.forgotten_affiliations FINAL
ORDER BY person_id, from
