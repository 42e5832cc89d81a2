-- Who did the work of a scope, by organisation and quarter, from the oldest
-- quarter shown to the newest; the names are those of now.
SELECT v.member AS id, o.name AS name, v.start AS start, v.value AS value, v.lower AS lower, v.upper AS upper, v.n AS n, v.unknown_share AS unknown_share
FROM
(
    SELECT member, period_start AS start, value, lower, upper, n, unknown_share
    FROM golden.kpi_values
    WHERE compute_id = {compute:UUID}
      AND kpi = {kpi:String}
      AND scope = {scope:String}
      AND grain = 'quarter'
      AND stat = 'value'
      AND dimension = 'organisation'
      AND period_start >= {from:DateTime}
      AND period_start <= {to:DateTime}
) AS v
LEFT JOIN golden.organisations AS o ON o.organisation = v.member
ORDER BY start, value DESC NULLS LAST, id
