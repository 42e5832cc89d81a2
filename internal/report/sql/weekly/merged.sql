-- Changes by mail of which the last patch that was merged became a commit in a week.
SELECT
    c.id AS id, c.title AS title, c.opened AS opened, c.merged AS merged, c.patches AS patches, c.merged_patches AS merged_patches,
    if(v.latest.1 = '', c.ref, v.latest.1) AS ref,
    greatest(v.latest.2, 1) AS version,
    author.name AS author,
    arraySort(arrayMap(place -> toString(place.member), arrayFilter(place -> place.scope = {scope:String} AND place.member != '', c.places))) AS lists,
    count() OVER () AS all
FROM golden.changes AS c
LEFT JOIN
(
    SELECT change, argMax((ref, greatest(label, 1)), version) AS latest
    FROM golden.change_versions
    WHERE date < {end:DateTime}
    GROUP BY change
) AS v ON v.change = c.id
LEFT JOIN golden.people AS author ON author.person_id = c.person_id
WHERE c.channel = 'mail' AND c.merged >= {start:DateTime} AND c.merged < {end:DateTime}
    AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', c.places)
ORDER BY merged DESC, id
LIMIT {limit:UInt8}
