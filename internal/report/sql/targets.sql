-- A scope's targets with the last period of each that began by the given quarter.
SELECT
    t.kpi AS kpi, t.grain AS grain, t.period_start AS start, p.label AS label,
    t.at_least AS at_least, t.at_most AS at_most, t.value AS value, t.met AS met, s.label AS since
FROM
(
    SELECT *
    FROM golden.target_states
    WHERE compute_id = {compute:UUID} AND scope = {scope:String} AND period_start <= {start:DateTime}
    ORDER BY period_start DESC
    LIMIT 1 BY kpi, grain
) AS t
LEFT JOIN
(
    SELECT grain, period_start, label FROM golden.periods WHERE compute_id = {compute:UUID}
) AS p ON p.grain = t.grain AND p.period_start = t.period_start
LEFT JOIN
(
    SELECT grain, period_start, label FROM golden.periods WHERE compute_id = {compute:UUID}
) AS s ON s.grain = t.grain AND s.period_start = assumeNotNull(t.since)
ORDER BY kpi, grain
