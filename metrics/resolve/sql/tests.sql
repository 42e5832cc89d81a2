-- Runs of workflows and pipelines of default branches that are over, by their
-- last attempts, each once however many sources show it. What a forge has
-- cleared away stays counted.
INSERT INTO tests
    (ref, repository, name, date, sha, attempt, outcome, places, sources)
SELECT
    concat(t.repository, ' ', t.id), r.name, t.seen.1, t.seen.2, t.seen.3, t.seen.4, t.seen.5, r.places, t.sources
FROM
(
    SELECT
        repository, id, arraySort(groupUniqArray(source)) AS sources,
        argMax((name, date, sha, attempt, outcome, is_default, ended), (attempt, version, source)) AS seen
    FROM golden.test_runs FINAL
    WHERE toUnixTimestamp(date) != 0 AND date < {as_of:DateTime('UTC')} AND source IN (SELECT source FROM golden.sources)
    GROUP BY repository, id
) AS t
INNER JOIN resolve_repositories AS r ON r.repository = t.repository
WHERE t.seen.6 AND t.seen.5 != '' AND t.seen.7 < {as_of:DateTime('UTC')}
SETTINGS do_not_merge_across_partitions_select_final = 1
