-- For whom somebody worked, one stay after another.
SELECT a.from AS from, a.until AS until, toString(a.organisation) AS organisation, toString(a.unit) AS unit, toString(a.evidence) AS evidence
FROM golden.affiliations AS a
WHERE a.person_id = {person:UUID}
ORDER BY from
