-- The committer dates at which stretches of so many commits begin, but for the
-- first, of what read_commits.sql reads.
SELECT toUInt32(min(date)) AS begins
FROM
(
    SELECT date, intDiv(row_number() OVER (ORDER BY date) - 1, {at_once:UInt32}) AS part
    FROM commits
    WHERE NOT merge AND date >= (SELECT min(date) FROM change_patches) - INTERVAL 1 DAY
)
WHERE part > 0
GROUP BY part
ORDER BY begins
