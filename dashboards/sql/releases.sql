-- Final releases, as marks.
SELECT date AS time, name AS text, 'release' AS tags
FROM golden.releases
ARRAY JOIN places AS place
WHERE place.scope = ${scope:sqlstring} AND place.member = '' AND kind = 'final' AND $__timeFilter(date)
ORDER BY time, text
