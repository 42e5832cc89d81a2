-- Holds every target against the totals of its KPI, period by period. Periods
-- in a row with the same answer are a run; one without an answer breaks none.
INSERT INTO target_states
(
    compute_id, kpi, scope, grain, period_start, at_least, at_most, value, met, since
)
WITH
    answers AS
    (
        SELECT
            targets.kpi AS kpi,
            targets.scope AS scope,
            targets.per AS grain,
            totals.period_start AS period_start,
            targets.at_least AS at_least,
            targets.at_most AS at_most,
            totals.value AS value,
            if(totals.complete, totals.value >= ifNull(targets.at_least, -inf) AND totals.value <= ifNull(targets.at_most, inf), NULL) AS met
        FROM golden.targets AS targets
        INNER JOIN kpi_values AS totals
            ON totals.kpi = targets.kpi AND totals.scope = targets.scope AND totals.grain = targets.per
        WHERE totals.stat = 'value' AND totals.dimension = ''
    ),
    turns AS
    (
        SELECT
            *,
            met IS NOT NULL AND met = lagInFrame(met) OVER (
                PARTITION BY kpi, scope, grain, met IS NULL
                ORDER BY period_start
                ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS same
        FROM answers
    ),
    runs AS
    (
        SELECT
            *,
            countIf(ifNull(same, 0) = 0) OVER (
                PARTITION BY kpi, scope, grain, met IS NULL
                ORDER BY period_start
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
            ) AS run
        FROM turns
    )
SELECT
    {compute:UUID} AS compute_id,
    kpi,
    scope,
    grain,
    period_start,
    at_least,
    at_most,
    value,
    met,
    if(met IS NULL, NULL, min(period_start) OVER (PARTITION BY kpi, scope, grain, met IS NULL, run)) AS since
FROM runs
ORDER BY kpi, scope, grain, period_start
