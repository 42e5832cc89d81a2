-- Changes that were merged in a week: on a forge when it says so; of those by mail
-- the last patch that was merged became a commit then.
SELECT
    c.id AS id, c.channel AS channel, c.title AS title, c.opened AS opened, c.merged AS merged, c.patches AS patches, c.merged_patches AS merged_patches,
    if(c.channel = 'forge' OR v.latest.1 = '', c.ref, v.latest.1) AS ref,
    greatest(v.latest.2, 1) AS version,
    author.name AS author,
    arraySort(arrayMap(place -> toString(place.member), arrayFilter(place -> place.scope = {scope:String} AND place.member != '', c.places))) AS lists,
    count() OVER () AS all,
    countIf(c.channel = 'forge') OVER () AS forge
FROM golden.changes AS c
LEFT JOIN
(
    SELECT change, argMax((ref, greatest(label, 1)), version) AS latest
    FROM golden.change_versions
    WHERE date < {end:DateTime}
    GROUP BY change
) AS v ON v.change = c.id
LEFT JOIN golden.people AS author ON author.person_id = c.person_id
WHERE c.merged >= {start:DateTime} AND c.merged < {end:DateTime} AND NOT c.bot
    AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', c.places)
ORDER BY merged DESC, id
LIMIT {limit:UInt8}
