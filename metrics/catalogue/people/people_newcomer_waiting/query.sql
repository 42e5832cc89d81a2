-- id: people_newcomer_waiting
-- title: Newcomers who wait
-- question: Which newcomers need a response?
-- unit: people
-- kind: table
-- better: none
-- area: none
-- needs: mail|forge
-- looks: ever
-- audience: manager, analyst
-- version: 2
WITH observations AS (
    SELECT
        place.scope AS scope,
        '' AS dimension,
        '' AS member,
        end.1 AS grain,
        end.2 AS period_start,
        end.3 - 1 AS at,
        items.person_id AS person_id,
        items.ref AS ref,
        subject,
        channel,
        items.started AS started,
        dateDiff('second', started, end.3) AS seconds,
        arraySort(arrayDistinct(arrayFilter(list -> list != '' AND channel = 'mail', arrayMap(one -> toString(one.member), places)))) AS lists
    FROM asking_items AS items
    ARRAY JOIN arrayFilter(one -> one.member = '', places) AS place
    INNER JOIN first_items ON first_items.person_id = items.person_id AND first_items.root = substringIndex(place.scope, '/', 1)
        AND first_items.started = items.started AND first_items.ref = items.ref
    ARRAY JOIN arrayFilter(
        end -> started < end.3 AND end.3 <= started + INTERVAL 90 DAY
            AND (toUnixTimestamp(answered) = 0 OR answered >= end.3) AND (toUnixTimestamp(closed) = 0 OR closed >= end.3),
        (SELECT groupArray((grain, period_start, instant)) FROM period_ends)
    ) AS end
)
SELECT
    scope,
    grain,
    period_start,
    toUInt32(row_number() OVER (PARTITION BY scope, grain, period_start ORDER BY started, ref)) AS rank,
    toJSONString(CAST(
        (subject, if(channel = 'mail', ref, ''), if(channel = 'mail', '', ref), toString(person_id), formatDateTime(started, '%FT%TZ'), intDiv(seconds, 86400), lists),
        'Tuple(subject String, message_id String, url String, person_id String, started String, days UInt32, lists Array(String))'
    )) AS row
FROM observations
QUALIFY rank <= 20
