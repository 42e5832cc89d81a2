-- Issues and changes of forges, each once however many sources show it: as the
-- one says that saw it updated last. What a forge has deleted stays counted. An
-- issue that was moved to another repository is deleted in the first and opened
-- at the same instant by the same person in the second: it counts there alone.
CREATE TABLE resolve_items ENGINE = MergeTree ORDER BY id AS
WITH
    toDateTime(0, 'UTC') AS never,
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    latest AS
    (
        SELECT
            repository, kind, number, arraySort(groupUniqArray(source)) AS sources,
            argMax(
                (date, author_alias_id, deleted, url, title, closed, closed_by_alias_id, draft, base, head, merged, merged_by_alias_id, merge_sha),
                (version, source)) AS seen
        FROM golden.forge_issues FINAL
        WHERE date != never AND date < {as_of:DateTime('UTC')} AND source IN (SELECT source FROM golden.sources)
        GROUP BY repository, kind, number
    ),
    elsewhere AS
    (
        SELECT kind, seen.1 AS date, seen.2 AS author, groupUniqArray(repository) AS repositories
        FROM latest
        WHERE seen.3 = 0 AND seen.2 != nobody
        GROUP BY kind, date, author
    )
SELECT
    cityHash64(l.repository, l.kind, l.number) AS id,
    l.repository AS repository, l.kind AS kind, l.number AS number, l.sources AS sources,
    l.seen.1 AS date, a.person_id AS person_id, a.bot AS bot, l.seen.4 AS url, l.seen.5 AS title,
    if(l.seen.6 < {as_of:DateTime('UTC')}, l.seen.6, never) AS closed, c.person_id AS closed_by, c.bot AS closed_by_bot,
    l.seen.8 AS draft, l.seen.9 AS base, l.seen.10 AS head,
    if(l.seen.11 < {as_of:DateTime('UTC')}, l.seen.11, never) AS merged, m.person_id AS merged_by, m.bot AS merged_by_bot,
    l.seen.13 AS merge_sha
FROM latest AS l
LEFT JOIN resolve_people AS a ON a.alias_id = l.seen.2
LEFT JOIN resolve_people AS c ON c.alias_id = l.seen.7
LEFT JOIN resolve_people AS m ON m.alias_id = l.seen.12
LEFT JOIN elsewhere AS e ON e.kind = l.kind AND e.date = l.seen.1 AND e.author = l.seen.2
WHERE NOT (l.seen.3 = 1 AND notEmpty(arrayFilter(other -> other != l.repository, e.repositories)))
SETTINGS do_not_merge_across_partitions_select_final = 1, query_plan_optimize_join_order_limit = 0
