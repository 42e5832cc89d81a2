-- The two authors with most commits to a part of a repository in the 24 months
-- before the end of a period; of equal ones those with the latest commit.
SELECT repository, component, end, person_id
FROM
(
    -- how much, how late and, from behind, who: all in one number, which sorts fast
    SELECT
        part,
        end,
        arrayJoin(arrayMap(
            leader -> toUInt32(bitAnd(leader, 4294967295)),
            groupArraySorted(2)(bitNot(bitOr(bitOr(bitShiftLeft(toUInt128(commits), 64), bitShiftLeft(toUInt128(latest), 32)), bitNot(number))))
        )) AS number
    FROM
    (
        SELECT part, number, end, toUInt32(sum(commits)) AS commits, max(last) AS latest
        FROM
        (
            SELECT
                cityHash64(arrayFirst(place -> place.member != '', places).member, component) AS part,
                number,
                toDate(date) AS day,
                count() AS commits,
                max(toUInt32(toUnixTimestamp(date))) AS last
            FROM commits
            ARRAY JOIN components AS component
            INNER JOIN numbered_authors ON numbered_authors.person_id = author_id
            WHERE NOT merge AND NOT bot
            GROUP BY part, number, day
        ) AS worked
        INNER JOIN
        (
            SELECT day, groupArray(end) AS ends
            FROM (SELECT DISTINCT toDate(date) AS day FROM commits) AS days
            CROSS JOIN (SELECT DISTINCT toDate(least(period_end, looked)) AS end FROM span_periods) AS ends
            WHERE end > day AND day >= addMonths(end, -24)
            GROUP BY day
        ) AS windows ON windows.day = worked.day
        ARRAY JOIN ends AS end
        GROUP BY part, number, end
    )
    GROUP BY part, end
) AS leading
INNER JOIN numbered_authors ON numbered_authors.number = leading.number
INNER JOIN
(
    SELECT DISTINCT arrayFirst(place -> place.member != '', places).member AS repository, component, cityHash64(repository, component) AS part
    FROM commits
    ARRAY JOIN components AS component
) AS parts ON parts.part = leading.part
