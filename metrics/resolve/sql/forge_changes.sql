-- Changes of forges with what became of them, as far as it is known at the
-- as-of time. A forge says itself what was merged or closed, and by whom. A
-- first response is another person's; what bots merge or close is none.
INSERT INTO changes
    (id, channel, kind, ref, title, person_id, bot, opened, versions, patches, merged_patches, merged, closed, closed_as,
     first_response, first_response_person_id, deadline, last_activity, component, places, sources)
WITH
    toDateTime(0, 'UTC') AS never,
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    answers AS
    (
        SELECT change, argMinIf((date, person_id), (date, ref), foreign AND NOT bot) AS first
        FROM change_responses
        WHERE change IN (SELECT change FROM resolve_offers)
        GROUP BY change
    ),
    ends AS
    (
        SELECT
            o.change AS change,
            minIf(greatest(c.closed, o.opened), NOT c.bot AND c.person_id NOT IN (nobody, o.person_id)) AS foreign_date,
            argMax((greatest(c.closed, o.opened), if(c.person_id = o.person_id, 'withdrawn', 'closed'), c.reopened = never), c.closed) AS last
        FROM resolve_closings AS c
        INNER JOIN resolve_offers AS o ON o.change = c.item
        WHERE c.closed >= o.opened OR c.reopened = never
        GROUP BY change
    ),
    versions AS (SELECT v.change AS change, max(v.version) AS version, argMax(v.patches, v.version) AS patches FROM change_versions AS v GROUP BY change),
    acts AS (SELECT item, max(date) AS last FROM resolve_acts WHERE NOT bot GROUP BY item),
    touched AS
    (
        SELECT
            p.change AS change, p.path AS path, groupUniqArrayIf(a.area, a.since <= toUInt32(o.opened) AND toUInt32(o.opened) < a.until) AS areas,
            if(notEmpty(areas), areas, [if(position(path, '/') = 0, '.', splitByChar('/', path)[1])]) AS components
        FROM (SELECT DISTINCT change, one AS path FROM resolve_pushed ARRAY JOIN paths AS one) AS p
        INNER JOIN (SELECT DISTINCT change, opened, splitByChar('/', place.1)[1] AS root FROM resolve_offers ARRAY JOIN places AS place) AS o ON o.change = p.change
        LEFT JOIN resolve_areas AS a ON a.root = o.root AND a.path = p.path
        GROUP BY change, path
    ),
    parts AS
    (
        SELECT change, component, path AS part
        FROM touched
        ARRAY JOIN components AS component
        UNION ALL
        SELECT l.change, component, l.sha
        FROM resolve_landed AS l
        INNER JOIN (SELECT source, sha, components FROM commits WHERE NOT merge AND (source, sha) IN (SELECT source, sha FROM resolve_landed)) AS c
            ON c.source = l.source AND c.sha = l.sha
        ARRAY JOIN c.components AS component
    ),
    components AS
    (
        SELECT change, component, uniqExact(part) AS n
        FROM parts
        GROUP BY change, component
        ORDER BY change, n DESC, component
        LIMIT 1 BY change
    )
SELECT
    o.change, 'forge', o.kind, o.ref, o.title, o.person_id, o.bot, o.opened, v.version, v.patches,
    if(o.merged = never, 0, v.patches), o.merged,
    if(o.merged = never AND e.last.3, e.last.1, never) AS closed, if(closed = never, '', e.last.2),
    (arrayMin(one -> (one.1 = never, one), [
        a.first,
        (if(o.merged_by IN (nobody, o.person_id) OR o.merged_by_bot, never, o.merged), nobody),
        (e.foreign_date, nobody)]) AS first).2.1, first.2.2,
    toDateTime(d.due_day, 'UTC') + if(d.free, 0, toUnixTimestamp(o.opened) % 86400),
    greatest(o.opened, t.last), c.component, o.places, o.sources
FROM resolve_offers AS o
INNER JOIN versions AS v ON v.change = o.change
LEFT JOIN answers AS a ON a.change = o.change
LEFT JOIN ends AS e ON e.change = o.change
LEFT JOIN acts AS t ON t.item = o.change
LEFT JOIN components AS c ON c.change = o.change
LEFT JOIN (SELECT day, due_day, free FROM resolve_deadlines WHERE days = {review_days:Int32}) AS d ON d.day = toDate(o.opened)
SETTINGS query_plan_optimize_join_order_limit = 0
