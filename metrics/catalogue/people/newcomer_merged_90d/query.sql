-- id: newcomer_merged_90d
-- title: Newcomers' changes merged
-- question: Of the first changes that people propose, how many get in within ninety days?
-- unit: ratio
-- kind: share
-- better: higher
-- area: community
-- needs: mail|forge, code|forge
-- looks: ever
-- audience: board, manager, analyst
-- chaoss: Change Request Acceptance Ratio
-- version: 1
-- The first change that each person ever opened anywhere in the root scope, where
-- one of the sources that show it can tell.
SELECT
    kept.1 AS scope,
    kept.2 AS dimension,
    kept.3 AS member,
    opened + INTERVAL 90 DAY AS at,
    person_id,
    ref,
    title AS subject,
    toUnixTimestamp(merged) != 0 AND merged <= at AS success
FROM
(
    SELECT person_id, root, opened, ref, title, channel, merged, places, sources
    FROM changes
    ARRAY JOIN arrayFilter(scope -> position(scope, '/') = 0, arrayDistinct(places.scope)) AS root
    WHERE kind = 'change' AND NOT bot AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
    ORDER BY opened, ref
    LIMIT 1 BY person_id, root
) AS firsts
ARRAY JOIN arrayFlatten(arrayMap(
    place -> [(place.scope, '', ''), (place.scope, 'channel', toString(channel))],
    arrayFilter(place -> place.member = '' AND substringIndex(place.scope, '/', 1) = root, places)
)) AS kept
WHERE at < {as_of:DateTime('UTC')} AND arrayExists(source -> (source, toDate(opened)) IN (SELECT source, day FROM telling_days), sources)
