-- Changes with what became of them, as far as it is known at the as-of time.
-- What bots do is no activity and no answer.
--
-- Merged is a change of whose latest version at least one patch became a
-- commit, when the first of them did: later ones do not change what was so at
-- that moment. Otherwise it is closed when its author withdraws it and sends no
-- further version, or 180 days after its last activity. Dates up to a day
-- before it was opened count as immediate; a commit or an answer that is older
-- still is a wrong date, or was there before the change was proposed. A first
-- response is another person's; so a commit is one that its author did not
-- commit alone.
INSERT INTO changes
    (id, channel, kind, ref, title, person_id, bot, opened, versions, patches, merged_patches, merged, closed, closed_as,
     first_response, first_response_person_id, deadline, last_activity, component, places, sources)
WITH
    toDateTime(0, 'UTC') AS never,
    -- a subject without reply prefixes and leading [tags]
    subject -> trimBoth(replaceRegexpOne(subject, '^(?i:\\s*(re|aw|sv|antw|tr|res|fwd?)\\s*:|\\s*\\[[^\\]]*\\]:?)+', '')) AS bare,
    mails AS
    (
        SELECT
            s.change AS change, argMax(s.kind, (s.version, s.number = 0, s.id)) AS kind,
            arraySort(groupUniqArrayArray(s.places)) AS places, arraySort(groupUniqArrayArray(s.sources)) AS sources
        FROM resolve_sent AS s
        GROUP BY s.change
    ),
    final_patches AS
    (
        SELECT p.change AS change, p.message AS message, p.paths AS paths, l.opened AS opened, l.person_id AS person_id
        FROM change_patches AS p
        INNER JOIN resolve_latest AS l ON l.change = p.change AND l.version = p.version
    ),
    merges AS
    (
        SELECT
            p.change AS change, uniqExact(p.message) AS patches, min(greatest(c.date, p.opened)) AS date,
            minIf(greatest(c.date, p.opened), c.committer_id != p.person_id) AS foreign_date
        FROM final_patches AS p
        INNER JOIN commit_links AS k ON k.message = p.message
        INNER JOIN (SELECT source, sha, date, committer_id FROM commits WHERE (source, sha) IN (SELECT source, sha FROM commit_links)) AS c
            ON c.source = k.source AND c.sha = k.sha
        WHERE c.date > p.opened - 86400
        GROUP BY p.change
    ),
    answers AS
    (
        SELECT
            l.change AS change,
            argMinIf((greatest(r.date, l.opened), r.person_id), (greatest(r.date, l.opened), r.date, r.ref),
                r.foreign AND NOT r.bot AND r.date > l.opened - 86400) AS first,
            maxIf(r.date, NOT r.bot) AS last,
            minIf(r.date, r.kind = 'withdrawal' AND r.date >= l.sent) AS withdrawn
        FROM change_responses AS r
        INNER JOIN resolve_latest AS l ON l.change = r.change
        GROUP BY l.change
    ),
    touched AS (SELECT change, opened, one AS path FROM final_patches ARRAY JOIN paths AS one),
    -- what lay in areas then; the rest is told by its top-level directory
    inside AS
    (
        SELECT t.change AS change, t.path AS path, a.area AS area
        FROM touched AS t
        INNER JOIN (SELECT DISTINCT change, splitByChar('/', place.1)[1] AS root FROM resolve_sent ARRAY JOIN places AS place) AS m ON m.change = t.change
        INNER JOIN resolve_areas AS a ON a.root = m.root AND a.path = t.path
        WHERE a.since <= toUInt32(t.opened) AND toUInt32(t.opened) < a.until
    ),
    parts AS
    (
        SELECT change, path, area AS component
        FROM inside
        UNION ALL
        SELECT change, path, if(position(path, '/') = 0, '.', splitByChar('/', path)[1])
        FROM touched
        WHERE (change, path) NOT IN (SELECT change, path FROM inside)
    ),
    components AS
    (
        SELECT change, component, uniqExact(path) AS n
        FROM parts
        GROUP BY change, component
        ORDER BY change, n DESC, component
        LIMIT 1 BY change
    ),
    known AS
    (
        SELECT
            l.change AS change, l.ref AS ref, l.subject AS subject, l.person_id AS person_id, l.bot AS bot, l.opened AS opened,
            l.versions AS versions, l.patches AS patches, m.patches AS merged_patches, m.date AS merged,
            greatest(l.opened, l.sent, a.last) AS last_activity,
            multiIf(
                merged != never, (never, ''),
                a.withdrawn != never, (a.withdrawn, 'withdrawn'),
                last_activity + INTERVAL 180 DAY < {as_of:DateTime('UTC')}, (last_activity + INTERVAL 180 DAY, 'inactive'),
                (never, '')) AS closed,
            if(a.first.1 != never AND (m.foreign_date = never OR a.first.1 <= m.foreign_date), a.first, (m.foreign_date, toUUID('00000000-0000-0000-0000-000000000000'))) AS first
        FROM resolve_latest AS l
        LEFT JOIN merges AS m ON m.change = l.change
        LEFT JOIN answers AS a ON a.change = l.change
    )
SELECT
    k.change, 'mail', s.kind, k.ref, if(bare(k.subject) = '', k.subject, bare(k.subject)), k.person_id, k.bot, k.opened, k.versions, k.patches,
    k.merged_patches, k.merged, k.closed.1, k.closed.2, k.first.1, k.first.2,
    toDateTime(d.due_day, 'UTC') + if(d.free, 0, toUnixTimestamp(k.opened) % 86400),
    k.last_activity, c.component, s.places, s.sources
FROM known AS k
INNER JOIN mails AS s ON s.change = k.change
LEFT JOIN components AS c ON c.change = k.change
LEFT JOIN (SELECT day, due_day, free FROM resolve_deadlines WHERE days = {review_days:Int32}) AS d ON d.day = toDate(k.opened)
SETTINGS query_plan_optimize_join_order_limit = 0
