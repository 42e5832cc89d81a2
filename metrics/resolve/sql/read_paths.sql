-- Every path that a repository ever had.
SELECT s.member AS member, f.path AS path
FROM golden.git_files AS f
INNER JOIN golden.sources AS s ON s.source = f.source
WHERE f.deleted = 0
GROUP BY member, path
ORDER BY member, path
