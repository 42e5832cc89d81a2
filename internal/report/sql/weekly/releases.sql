-- What each repository released in a week.
SELECT
    place.member AS repository,
    kind,
    arrayMap(one -> one.2, arraySort(groupArray((date, name)))) AS names,
    max(date) AS last
FROM golden.releases
ARRAY JOIN places AS place
WHERE place.scope = {scope:String} AND place.member != ''
    AND date >= {start:DateTime} AND date < {end:DateTime}
GROUP BY repository, kind
ORDER BY kind = 'final' DESC, last, repository
