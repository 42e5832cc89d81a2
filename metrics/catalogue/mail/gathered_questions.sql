-- Questions of the 90 days before the end of a period, or before the instant as
-- far as it is looked at, that are like others: each with the one at their heart.
SELECT
    scope,
    grain,
    period_start,
    instant,
    placed.1 AS thread,
    placed.2 AS question
FROM
(
    -- the heart of a question may have one itself
    SELECT scope, grain, period_start, instant, arrayMap(star -> (star.2, golden_heart(stars, golden_heart(stars, golden_heart(stars, star.2)))), stars) AS hearts
    FROM
    (
        SELECT scope, grain, period_start, instant, arraySort(groupArray((-alike, thread, others))) AS stars
        FROM
        (
            SELECT scope, grain, period_start, instant, pair.1 AS thread, toInt64(count()) AS alike, groupArray(pair.2) AS others
            FROM
            (
                SELECT scope, grain, period_start, instant, arrayJoin([(earlier, later), (later, earlier)]) AS pair
                FROM similar_questions
                -- the days from the later question until the earlier one is 90 days old
                ARRAY JOIN range(toUInt32(toDate(ended)), toUInt32(toDate(began)) + 91) AS day
                INNER JOIN
                (
                    SELECT DISTINCT grain, period_start, least(period_end, looked) AS instant
                    FROM period_days
                ) AS ends ON toUInt32(toDate(ends.instant)) = day
                ARRAY JOIN both_in AS scope
                WHERE ended < instant AND began >= instant - INTERVAL 90 DAY
            )
            GROUP BY scope, grain, period_start, instant, thread
        )
        GROUP BY scope, grain, period_start, instant
    )
)
ARRAY JOIN hearts AS placed
