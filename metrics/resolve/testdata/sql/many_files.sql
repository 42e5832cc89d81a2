INSERT INTO golden.git_files (source, sha, path, status, added, removed)
SELECT source, sha, 'src/part/file-' || toString(arrayJoin([1, 2, 3])) || '.c', 'M', 3, 1 FROM golden.git_commits
