-- The two authors with most commits to a part of a repository in the 24 months
-- before the end of a period; of equal ones those with the latest commit.
SELECT repository, component, end, person_id
FROM
(
    -- how much, how late and, from behind, who: all in one number, which sorts fast
    SELECT
        part,
        place,
        arrayJoin(arrayMap(
            leader -> toUInt32(bitAnd(leader, 4294967295)),
            groupArraySorted(2)(bitNot(bitOr(bitOr(bitShiftLeft(toUInt128(made), 64), bitShiftLeft(toUInt128(latest), 32)), bitNot(number))))
        )) AS number
    FROM
    (
        -- from one end to another nothing changes but where a day enters the 24
        -- months or leaves them
        SELECT
            part,
            number,
            change AS from,
            leadInFrame(change, 1, assumeNotNull((SELECT count() + 1 FROM numbered_ends))) OVER later AS until,
            sum(step) OVER earlier AS made,
            max(last) OVER earlier AS latest
        FROM
        (
            SELECT part, number, steps.1 AS change, sum(steps.2) AS step, max(steps.3) AS last
            FROM
            (
                SELECT
                    cityHash64(arrayFirst(place -> place.member != '', places).member, component) AS part,
                    number,
                    toDate(date) AS day,
                    toInt64(count()) AS commits,
                    toUnixTimestamp(max(date)) AS last
                FROM commits
                ARRAY JOIN components AS component
                INNER JOIN numbered_authors ON numbered_authors.person_id = author_id
                WHERE NOT merge AND NOT bot
                GROUP BY part, number, day
            ) AS worked
            INNER JOIN day_windows ON day_windows.day = worked.day
            ARRAY JOIN [(enters, commits, worked.last), (leaves, -commits, 0)] AS steps
            GROUP BY part, number, change
        )
        WINDOW
            earlier AS (PARTITION BY part, number ORDER BY change ROWS UNBOUNDED PRECEDING),
            later AS (PARTITION BY part, number ORDER BY change ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)
    )
    ARRAY JOIN range(from, until) AS place
    WHERE made > 0
    GROUP BY part, place
) AS leading
INNER JOIN numbered_authors ON numbered_authors.number = leading.number
INNER JOIN (SELECT end, place FROM numbered_ends) AS ends ON ends.place = leading.place
INNER JOIN
(
    SELECT DISTINCT arrayFirst(place -> place.member != '', places).member AS repository, component, cityHash64(repository, component) AS part
    FROM commits
    ARRAY JOIN components AS component
) AS parts ON parts.part = leading.part
