-- The people whom the trailers of commits name.
CREATE TABLE resolve_named ENGINE = MergeTree ORDER BY (source, sha) AS
SELECT t.source AS source, t.sha AS sha, t.token AS token, w.person_id AS person_id, w.bot AS bot
FROM (SELECT source, sha, token, alias_id FROM golden.git_trailers FINAL WHERE deleted = 0) AS t
INNER JOIN resolve_people AS w ON w.alias_id = t.alias_id
GROUP BY ALL
SETTINGS do_not_merge_across_partitions_select_final = 1
