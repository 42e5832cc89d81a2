-- The lists of each set of sources.
SELECT place, cityHash64(arrayJoin(lists)) AS list
FROM resolve_places
ORDER BY place, list
