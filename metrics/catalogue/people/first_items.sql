-- The first of its kind that somebody ever started in a root scope, of all sources,
-- where one of those that show it can tell.
SELECT DISTINCT person_id, root, first.1 AS started, first.2 AS ref
FROM
(
    SELECT person_id, root, min((started, ref, sources)) AS first
    FROM asking_items
    ARRAY JOIN arrayFilter(scope -> position(scope, '/') = 0, arrayDistinct(places.scope)) AS root
    GROUP BY person_id, root
)
ARRAY JOIN first.3 AS source
INNER JOIN telling_days ON telling_days.source = source AND telling_days.day = toDate(first.1)
