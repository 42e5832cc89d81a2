-- What commits touch: lines that somebody wrote, without paths that hold other
-- people's or generated files; the parts of the code that these lie in, which are
-- the areas of that time, and top-level directories where there were none; kinds
-- of files, and languages of the source. Renames and copies that change nothing
-- touch nothing.
CREATE TABLE resolve_lines ENGINE = MergeTree ORDER BY (source, sha) AS
WITH
    touched AS
    (
        SELECT
            f.source AS source, f.sha AS sha, f.added AS added, f.removed AS removed, p.class AS class, p.language AS language,
            p.class NOT IN ('vendored', 'generated') AS own,
            arrayFilter((area, since, until) -> since <= toUInt32(f.date) AND toUInt32(f.date) < until, p.areas, p.since, p.until) AS areas,
            if(notEmpty(areas), areas, [if(position(f.path, '/') = 0, '.', splitByChar('/', f.path)[1])]) AS components
        FROM
        (
            SELECT source, sha, path, added, removed, date
            FROM golden.git_files AS g FINAL
            WHERE deleted = 0 AND NOT (status IN ('R', 'C') AND g.added = 0 AND g.removed = 0)
        ) AS f
        INNER JOIN golden.sources AS s ON s.source = f.source
        INNER JOIN resolve_paths AS p ON p.member = s.member AND p.path = f.path
    )
SELECT
    source, sha, sumIf(t.added, own) AS added, sumIf(t.removed, own) AS removed,
    arraySort(groupUniqArrayArrayIf(components, own)) AS components,
    arraySort(groupUniqArray(class)) AS classes,
    arraySort(groupUniqArrayIf(language, class = 'source' AND language != '')) AS languages
FROM touched AS t
GROUP BY source, sha
SETTINGS do_not_merge_across_partitions_select_final = 1, query_plan_optimize_join_order_limit = 0
