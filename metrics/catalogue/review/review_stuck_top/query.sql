-- id: review_stuck_top
-- title: Changes that wait longest
-- question: Which changes need a reviewer?
-- unit: changes
-- kind: table
-- better: none
-- area: none
-- needs: mail|forge, code|forge
-- looks: now
-- audience: board, manager, analyst
-- version: 2
-- Versions and activity are those from before the end of the period, too.
WITH observations AS (
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        instant - 1 AS at,
        channel,
        person_id,
        ref,
        subject,
        open_changes.id AS change,
        opened,
        since,
        instant,
        component,
        lists
    FROM open_changes
    INNER JOIN placed_changes ON placed_changes.id = open_changes.id
    WHERE state = 'waiting-for-reviewer' AND dimension = ''
),
stuck AS (
    SELECT *, toUInt32(row_number() OVER (PARTITION BY scope, grain, period_start ORDER BY since, ref)) AS rank
    FROM observations
    QUALIFY rank <= 20
),
acts AS (
    SELECT change, date, 1 AS sent FROM change_versions
    UNION ALL
    SELECT change, date, 0 FROM change_responses WHERE NOT bot
),
happened AS (
    SELECT
        scope,
        grain,
        period_start,
        rank,
        sum(sent) AS versions,
        max(date) AS last_activity
    FROM stuck
    INNER JOIN acts ON acts.change = stuck.change
    WHERE date < instant
    GROUP BY scope, grain, period_start, rank
)
SELECT
    scope,
    grain,
    period_start,
    rank,
    toJSONString(CAST(
        (
            subject, if(channel = 'mail', ref, ''), if(channel = 'mail', '', ref), toString(person_id), component, formatDateTime(opened, '%FT%TZ'), intDiv(dateDiff('second', since, instant), 86400),
            versions, formatDateTime(last_activity, '%FT%TZ'), lists
        ),
        'Tuple(subject String, message_id String, url String, person_id String, component String, opened String, days UInt32, versions UInt32, last_activity String, lists Array(String))'
    )) AS row
FROM stuck
INNER JOIN happened USING (scope, grain, period_start, rank)
