INSERT INTO commit_links (source, sha, message, evidence, score, date)
SELECT source, sha, rowNumberInAllBlocks(), 'patch-id', 1, date
FROM commits
WHERE cityHash64(sha) % 2 = 0
