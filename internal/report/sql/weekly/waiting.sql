-- Changes, by mail or on a forge, that had been in one state for too long at the
-- end of a week, the latest first, with how many there are in each state, and who
-- commented last before the end.
WITH
    comments AS
    (
        SELECT change, argMax(person_id, (date, ref)) AS person_id
        FROM golden.change_responses
        WHERE foreign AND NOT bot AND date < {end:DateTime}
        GROUP BY change
    ),
    versions AS
    (
        SELECT change, argMax((ref, date, greatest(label, 1)), version) AS latest
        FROM golden.change_versions
        WHERE date < {end:DateTime}
        GROUP BY change
    )
SELECT
    c.id AS id, c.channel AS channel, s.state AS state, s.from AS since, c.title AS title,
    if(c.channel = 'forge' OR v.latest.1 = '', c.ref, v.latest.1) AS ref,
    greatest(v.latest.3, 1) AS version,
    author.name AS author, reviewer.name AS reviewer,
    arraySort(arrayMap(place -> toString(place.member), arrayFilter(place -> place.scope = {scope:String} AND place.member != '', c.places))) AS lists,
    count() OVER (PARTITION BY s.state) AS all
FROM golden.change_states AS s
INNER JOIN golden.changes AS c ON c.id = s.change
LEFT JOIN comments ON comments.change = c.id
LEFT JOIN versions AS v ON v.change = c.id
LEFT JOIN golden.people AS author ON author.person_id = c.person_id
LEFT JOIN golden.people AS reviewer ON reviewer.person_id = comments.person_id
WHERE s.from < {end:DateTime} AND s.until >= {end:DateTime}
    AND has({channels:Array(String)}, c.channel) AND c.kind = 'change' AND NOT c.bot
    AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', c.places)
    AND (s.state = 'waiting-for-reviewer' AND s.from <= {end:DateTime} - INTERVAL {reviewer_days:UInt8} DAY
        OR s.state = 'waiting-for-author' AND s.from <= {end:DateTime} - INTERVAL {author_days:UInt8} DAY
        OR s.state = 'acked' AND s.from <= {end:DateTime} - INTERVAL {author_days:UInt8} DAY AND (c.channel = 'forge' OR {traced:Bool}))
ORDER BY state, since DESC, id
LIMIT {limit:UInt8} BY state
