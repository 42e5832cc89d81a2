-- id: release_age
-- title: Age of the newest release
-- question: How old is what users get?
-- unit: days
-- kind: level
-- better: lower
-- area: none
-- needs: code
-- looks: now
-- audience: manager, analyst
-- version: 1
-- At the end of the period, or as far as it is looked at. n is how many releases
-- there were until then.
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'repository') AS dimension,
        place.member AS member,
        date AS at,
        source,
        name AS ref
    FROM releases
    ARRAY JOIN places AS place
    WHERE kind = 'final' AND toUnixTimestamp(date) > 0
),
followed AS (
    SELECT
        scope,
        dimension,
        member,
        at,
        leadInFrame(at, 1, toDateTime('2106-02-07', 'UTC')) OVER later AS next,
        row_number() OVER later AS n
    FROM observations
    WINDOW later AS (PARTITION BY scope, dimension, member ORDER BY at, ref, source ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)
SELECT
    scope,
    dimension,
    member,
    ends.grain AS grain,
    ends.period_start AS period_start,
    dateDiff('second', at, ends.instant) / 86400 AS value,
    n
FROM followed
ARRAY JOIN arrayFilter(
    end -> end.3 > at AND end.3 <= next,
    (SELECT groupUniqArray((toString(grain), period_start, least(period_end, looked))) FROM span_periods)
) AS found
INNER JOIN
(
    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
    FROM span_periods
) AS ends ON ends.grain = found.1 AND ends.period_start = found.2 AND ends.instant = found.3
