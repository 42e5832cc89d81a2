INSERT INTO day_spans (day, span)
SELECT day, toUInt32(dense_rank() OVER (ORDER BY periods)) AS span
FROM
(
    SELECT day, arraySort(groupArray((grain, period_start))) AS periods
    FROM period_days
    GROUP BY day
)
ORDER BY day
