-- What people and bots did to issues and changes of forges, each act once. A
-- review that was dismissed may be told as a plain one: what it said at first
-- stands, and the dismissal is an act of its own.
CREATE TABLE resolve_acts ENGINE = MergeTree ORDER BY (item, date, kind, id) AS
SELECT
    cityHash64(a.repository, a.seen.1, a.seen.2) AS item,
    a.seen.3 AS kind, a.id AS id, a.seen.4 AS date, a.seen.5 AS subject, a.seen.9 AS title, a.seen.6 AS deleted, a.seen.8 AS version,
    w.person_id AS person_id, w.bot AS bot, a.sources AS sources
FROM
(
    SELECT
        repository, id, if(kind IN ('approval', 'changes requested'), 'review', kind) AS family, arraySort(groupUniqArray(source)) AS sources,
        argMax((issue_kind, number, kind, date, subject, deleted, author_alias_id, version, title), (kind != 'review', version, source)) AS seen
    FROM golden.forge_acts FINAL
    WHERE toUnixTimestamp(date) != 0 AND date < {as_of:DateTime('UTC')} AND source IN (SELECT source FROM golden.sources)
    GROUP BY repository, family, id
) AS a
LEFT JOIN resolve_people AS w ON w.alias_id = a.seen.7
SETTINGS do_not_merge_across_partitions_select_final = 1, query_plan_optimize_join_order_limit = 0
