-- kept by: person_id, root
-- The first of its kind that somebody ever started in a root scope, of all sources,
-- where one of those that show it can tell.
SELECT DISTINCT person_id, root, first.1 AS started, first.2 AS ref
FROM
(
    -- of the same second the one with the least ref
    SELECT person_id, root, min((started, ref, sources)) AS first
    FROM asking_items
    ARRAY JOIN arrayFilter(scope -> position(scope, '/') = 0, arrayDistinct(places.scope)) AS root
    INNER JOIN
    (
        SELECT person_id, root, min(started) AS started
        FROM asking_items
        ARRAY JOIN arrayFilter(scope -> position(scope, '/') = 0, arrayDistinct(places.scope)) AS root
        GROUP BY person_id, root
    ) AS earliest ON earliest.person_id = asking_items.person_id AND earliest.root = root AND earliest.started = asking_items.started
    GROUP BY person_id, root
)
ARRAY JOIN first.3 AS source
INNER JOIN telling_days ON telling_days.source = source AND telling_days.day = toDate(first.1)
