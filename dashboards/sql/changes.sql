-- What moved in the last whole quarter of the time shown, most certain first.
SELECT
    y.kpi AS id,
    d.title AS `KPI`,
    y.label AS `Quarter`,
    if(d.unit = 'ratio', concat(toString(round(100 * y.value, 1)), ' %'), concat(toString(round(y.value, 1)), ' ', d.unit)) AS `Value`,
    if(d.kind = 'share', 'points', '%') AS `Changes in`,
    y.amplitude AS `Against a year before`,
    y.lower AS `Lower`,
    y.upper AS `Upper`,
    y.verdict AS `Verdict`,
    y.news AS `News`,
    q.amplitude AS `Against the quarter before`,
    q.verdict AS `Its verdict`,
    y.reason AS `Why no verdict`
FROM golden.changes_current AS y
INNER JOIN golden.kpi_definitions AS d ON d.compute_id = y.compute_id AND d.kpi = y.kpi
LEFT JOIN golden.changes_current AS q
    ON q.kpi = y.kpi AND q.scope = y.scope AND q.period_start = y.period_start AND q.days = y.days AND q.comparison = 'qoq'
WHERE y.scope = ${scope:sqlstring} AND y.comparison = 'yoy' AND y.days = 0
  AND y.period_start = (
      SELECT max(period_start) FROM golden.changes_current
      WHERE scope = ${scope:sqlstring} AND days = 0 AND period_end <= $__toTime)
ORDER BY y.p_adjusted NULLS LAST, y.kpi
SETTINGS join_use_nulls = 1
