-- What happened on the forges of a scope in a week, bots left out: issues opened
-- and closed, those open at its end, changes opened and merged.
SELECT *
FROM
(
    SELECT
        countIf(opened >= {start:DateTime}) AS issues_opened,
        countIf(closed >= {start:DateTime} AND closed < {end:DateTime}) AS issues_closed,
        countIf(id IN (SELECT issue FROM golden.issue_states WHERE from < {end:DateTime} AND until >= {end:DateTime})) AS issues_open
    FROM golden.issues
    WHERE opened < {end:DateTime} AND NOT bot
        AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', places)
) AS issues
CROSS JOIN
(
    SELECT countIf(opened >= {start:DateTime}) AS requests_opened, countIf(merged >= {start:DateTime} AND merged < {end:DateTime}) AS requests_merged
    FROM golden.changes
    WHERE channel = 'forge' AND opened < {end:DateTime} AND NOT bot
        AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', places)
) AS changes
ORDER BY ALL
