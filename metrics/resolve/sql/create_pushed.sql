-- The commits of changes of forges that the forge lists now: the patches of
-- their latest versions, with what is known of them where they were collected.
-- Each reading of a change states its commits anew, with a higher version: those
-- that have not the highest one were replaced by a push with force.
-- A change without a list has its newest commit.
CREATE TABLE resolve_pushed ENGINE = MergeTree ORDER BY (change, number) AS
WITH
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    listed AS
    (
        SELECT change, sha, any(title) AS title, min(date) AS date, any(person_id) AS person_id
        FROM
        (
            SELECT
                a.item AS change, a.subject AS sha, a.title AS title, a.date AS date, a.person_id AS person_id,
                a.version = max(a.version) OVER (PARTITION BY a.item) AS newest
            FROM resolve_acts AS a
            WHERE a.kind = 'commit' AND a.deleted = 0 AND a.subject != '' AND a.item IN (SELECT change FROM resolve_offers)
        )
        WHERE newest
        GROUP BY change, sha
    ),
    commits AS
    (
        SELECT change, sha, title, date, person_id FROM listed
        UNION ALL
        SELECT change, head, '', opened, person_id FROM resolve_offers WHERE head != '' AND change NOT IN (SELECT change FROM listed)
    ),
    known AS
    (
        SELECT sha, any(patch_id) AS patch_id, any(subject) AS subject
        FROM golden.git_commits
        WHERE sha IN (SELECT sha FROM commits)
        GROUP BY sha
    ),
    touched AS
    (
        SELECT sha, arraySort(groupUniqArray(path)) AS paths
        FROM golden.git_files
        WHERE sha IN (SELECT sha FROM commits)
        GROUP BY sha
    )
SELECT
    c.change AS change,
    toUInt16(row_number() OVER (PARTITION BY c.change ORDER BY c.date, c.sha)) AS number,
    cityHash64(c.change, c.sha) AS message, c.sha AS sha, c.date AS date,
    if(k.subject = '', c.title, k.subject) AS own, if(own = '', o.title, own) AS subject, if(c.person_id = nobody, o.person_id, c.person_id) AS person_id,
    k.patch_id AS patch_id, t.paths AS paths
FROM commits AS c
INNER JOIN resolve_offers AS o ON o.change = c.change
LEFT JOIN known AS k ON k.sha = c.sha
LEFT JOIN touched AS t ON t.sha = c.sha
SETTINGS query_plan_optimize_join_order_limit = 0
