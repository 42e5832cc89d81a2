-- Each target with its last period of the time shown that has an answer.
SELECT
    t.kpi AS id,
    d.title AS `KPI`,
    p.label AS `Period`,
    multiIf(t.at_least IS NULL, concat('at most ', toString(t.at_most)), t.at_most IS NULL, concat('at least ', toString(t.at_least)),
            concat(toString(t.at_least), ' to ', toString(t.at_most))) AS `Target`,
    t.value AS `Value`,
    if(t.met, 'met', 'missed') AS `Answer`,
    t.since AS `Since`
FROM golden.target_states AS t
INNER JOIN golden.periods AS p ON p.compute_id = t.compute_id AND p.grain = t.grain AND p.period_start = t.period_start
LEFT JOIN golden.kpi_definitions AS d ON d.compute_id = t.compute_id AND d.kpi = t.kpi
WHERE t.compute_id = (SELECT argMax(compute_id, published) FROM golden.computes WHERE snapshot = '')
  AND t.scope = ${scope:sqlstring} AND t.met IS NOT NULL AND p.period_end <= $__toTime
ORDER BY t.kpi, t.grain, t.period_start DESC
LIMIT 1 BY t.kpi, t.grain
