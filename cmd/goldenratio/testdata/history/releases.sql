-- Final releases of a repository in order, and how many commits each was the
-- first to hold, merges left out.
SELECT r.name AS name, toInt64(countIf(c.sha != '' AND NOT c.merge)) AS commits
FROM golden.releases AS r
LEFT JOIN golden.release_commits AS c ON c.source = r.source AND c.release = r.name
WHERE r.source = {source:String} AND r.kind = 'final'
GROUP BY r.name, r.date
ORDER BY r.date, r.name
