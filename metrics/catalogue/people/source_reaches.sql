-- The last end of a period that a source covers: after that it knows of nobody.
SELECT source, max(instant) AS reach
FROM source_periods
INNER JOIN period_ends USING (grain, period_start)
WHERE covered
GROUP BY source
