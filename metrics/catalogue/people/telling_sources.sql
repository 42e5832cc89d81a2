-- The sources of which it can be told in a period who is new, by their numbers.
SELECT grain, period_start, groupArray(teller) AS tellers
FROM source_periods
INNER JOIN (SELECT DISTINCT source, teller FROM numbered_sources) AS numbered USING (source)
WHERE covered AND NOT young
GROUP BY grain, period_start
