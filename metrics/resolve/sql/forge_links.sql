-- Which commits of changes of forges became which of a default branch.
INSERT INTO commit_links
    (source, sha, message, evidence, score, date)
SELECT source, sha, message, evidence, 1, date
FROM resolve_landed
