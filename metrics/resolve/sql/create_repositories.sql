-- Repositories of forges by their latest names, and the places where what
-- happens in them counts: those of every source that shows them.
CREATE TABLE resolve_repositories ENGINE = MergeTree ORDER BY repository AS
WITH
    described AS
    (
        SELECT
            repository,
            argMaxIf(name, (version, source), name != '') AS name,
            argMaxIf(default_branch, (version, source), default_branch != '') AS default_branch
        FROM golden.forge_repositories FINAL
        WHERE source IN (SELECT source FROM golden.sources)
        GROUP BY repository
    )
SELECT
    shown.repository AS repository,
    any(if(d.name = '', shown.repository, d.name)) AS name,
    any(d.default_branch) AS default_branch,
    arraySort(groupUniqArrayArray(arrayFlatten(arrayMap(
        scope -> [(toString(scope), ''), (toString(scope), if(d.name = '', toString(shown.repository), d.name))], s.scopes)))) AS places
FROM
(
    SELECT source, repository FROM golden.forge_issues
    UNION DISTINCT
    SELECT source, repository FROM golden.test_runs
) AS shown
INNER JOIN golden.sources AS s ON s.source = shown.source
LEFT JOIN described AS d ON d.repository = shown.repository
GROUP BY repository
SETTINGS do_not_merge_across_partitions_select_final = 1
