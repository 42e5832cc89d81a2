-- Commits of default branches, each once in its repository, however many
-- clones of it are collected.
CREATE TABLE resolve_objects ENGINE = MergeTree ORDER BY (source, sha) AS
SELECT
    c.source AS source, s.member AS member, s.scopes::Array(String) AS scopes, c.sha AS sha, c.patch_id AS patch_id,
    c.date AS date, c.authored AS authored, c.subject AS subject, length(c.parents) > 1 AS merge,
    a.person_id AS author_id, a.bot AS bot, w.person_id AS committer_id, w.bot AS committer_bot
FROM (SELECT * FROM golden.git_commits FINAL WHERE deleted = 0 AND date < {as_of:DateTime}) AS c
INNER JOIN (SELECT source, sha FROM golden.git_default_branch FINAL WHERE deleted = 0) AS b ON b.source = c.source AND b.sha = c.sha
INNER JOIN golden.sources AS s ON s.source = c.source
LEFT JOIN resolve_people AS a ON a.alias_id = c.author_alias_id
LEFT JOIN resolve_people AS w ON w.alias_id = c.committer_alias_id
ORDER BY c.source
LIMIT 1 BY member, sha
SETTINGS do_not_merge_across_partitions_select_final = 1
