-- Changes of forges that were offered for review. One that began as a draft is
-- opened when it is made ready, which may come later than the as-of time; a
-- draft that never was is none. Of one for another branch than the default one
-- the kind is backport. A branch that is called master or main now was the
-- other one before.
CREATE TABLE resolve_offers ENGINE = MergeTree ORDER BY change AS
WITH
    toDateTime(0, 'UTC') AS never,
    drafts AS
    (
        SELECT
            cityHash64(repository, issue_kind, number) AS item, argMin(kind, (date, id)) AS first,
            minIf(date, kind = 'ready') AS ready
        FROM golden.forge_acts FINAL
        WHERE kind IN ('ready', 'draft') AND issue_kind = 'change' AND toUnixTimestamp(date) != 0
            AND source IN (SELECT source FROM golden.sources)
        GROUP BY item
    ),
    merges AS
    (
        SELECT item, argMin((date, person_id, bot), (date, id)) AS first
        FROM resolve_acts
        WHERE kind = 'merged'
        GROUP BY item
    )
SELECT
    i.id AS change, i.repository AS repository, i.number AS number, i.url AS ref, i.title AS title,
    multiIf(
        r.default_branch != '' AND i.base != '' AND i.base != r.default_branch
            AND NOT (i.base IN ('master', 'main') AND r.default_branch IN ('master', 'main')), 'backport',
        match(i.title, '(?i)^\\s*(\\[rfc\\b[^\\]]*\\]|rfc\\s*:)'), 'rfc',
        'change') AS kind,
    i.person_id AS person_id, i.bot AS bot, i.head AS head, i.merge_sha AS merge_sha,
    multiIf(d.first = 'ready', d.ready, d.first = '' AND i.draft AND i.merged = never, never, i.date) AS opened,
    if(i.merged != never, (i.merged, i.merged_by, i.merged_by_bot), m.first) AS merge,
    if(merge.1 = never, never, greatest(merge.1, opened)) AS merged,
    merge.2 AS merged_by, merge.3 AS merged_by_bot,
    r.places AS places, i.sources AS sources
FROM resolve_items AS i
INNER JOIN resolve_repositories AS r ON r.repository = i.repository
LEFT JOIN drafts AS d ON d.item = i.id
LEFT JOIN merges AS m ON m.item = i.id
WHERE i.kind = 'change' AND opened != never AND opened < {as_of:DateTime('UTC')}
SETTINGS do_not_merge_across_partitions_select_final = 1, query_plan_optimize_join_order_limit = 0
