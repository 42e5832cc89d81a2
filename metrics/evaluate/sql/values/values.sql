-- Completes what the KPIs gave: the total has a row for every scope and period
-- of its frame, a member only where something was seen. What is not covered, or
-- looks back beyond the left edge, is NULL; so is what looks at the period before,
-- in weeks and in a period that is not over.
INSERT INTO kpi_values
(
    compute_id, kpi, stat, scope, dimension, member, grain, period_start, as_of,
    value, lower, upper, interval, n, unknown_share, coverage, complete, sources, definition_version
)
WITH
    frames AS
    (
        SELECT
            kpis.kpi AS kpi,
            kpis.kind AS kind,
            kpis.version AS version,
            frame.scope AS scope,
            frame.grain AS grain,
            frame.period_start AS period_start,
            if(frame.grain = 'quarter_to_date', frame.period_end, {as_of:DateTime('UTC')}) AS looked,
            frame.coverage AS coverage,
            frame.complete AS complete,
            kpis.looks IN ('previous', 'both') AS back,
            kpis.looks IN ('ever', 'both') AS far,
            if(far, frame.old_sources, frame.sources) AS sources,
            frame.covered
                AND NOT (back AND (frame.first OR frame.grain = 'week' OR frame.period_end > {as_of:DateTime('UTC')}))
                AND NOT (far AND (frame.early OR empty(frame.old_sources))) AS known
        FROM scope_periods AS frame
        INNER JOIN kpis ON kpis.needs = frame.needs
        -- what compares with the period before has no running value
        WHERE kpis.kind != 'table' AND NOT (back AND frame.grain = 'quarter_to_date')
    ),
    stats AS
    (
        SELECT kpi, stat FROM raw
        UNION DISTINCT
        SELECT kpi, 'value' AS stat FROM kpis WHERE kind != 'table'
    ),
    counted AS
    (
        SELECT
            frames.kpi AS kpi,
            frames.kind AS kind,
            frames.version AS version,
            frames.scope AS scope,
            frames.grain AS grain,
            frames.period_start AS period_start,
            frames.looked AS looked,
            frames.coverage AS coverage,
            frames.complete AS complete,
            frames.sources AS sources,
            frames.known AS known,
            stats.stat AS stat,
            '' AS dimension,
            '' AS member,
            if(raw.kpi = '' AND frames.kind = 'count', 0, raw.value) AS value,
            raw.lower AS lower,
            raw.upper AS upper,
            raw.interval AS interval,
            raw.n AS n,
            raw.unknown_share AS unknown_share
        FROM frames
        INNER JOIN stats ON stats.kpi = frames.kpi
        LEFT JOIN (SELECT * FROM raw WHERE dimension = '') AS raw
            ON raw.kpi = frames.kpi AND raw.stat = stats.stat AND raw.scope = frames.scope
            AND raw.grain = frames.grain AND raw.period_start = frames.period_start
        UNION ALL
        SELECT
            frames.kpi AS kpi,
            frames.kind AS kind,
            frames.version AS version,
            frames.scope AS scope,
            frames.grain AS grain,
            frames.period_start AS period_start,
            frames.looked AS looked,
            frames.coverage AS coverage,
            frames.complete AS complete,
            frames.sources AS sources,
            frames.known AS known,
            raw.stat, raw.dimension, raw.member, raw.value, raw.lower, raw.upper, raw.interval,
            raw.n, raw.unknown_share
        FROM raw
        INNER JOIN frames
            ON frames.kpi = raw.kpi AND frames.scope = raw.scope
            AND frames.grain = raw.grain AND frames.period_start = raw.period_start
        WHERE raw.dimension != '' AND frames.known
    )
SELECT
    {compute:UUID} AS compute_id,
    kpi,
    stat,
    scope,
    dimension,
    member,
    grain,
    period_start,
    looked AS as_of,
    if(known AND isFinite(counted.value), golden_round12(counted.value), NULL) AS value,
    if(known AND isFinite(counted.lower), golden_round12(counted.lower), NULL) AS lower,
    if(known AND isFinite(counted.upper), golden_round12(counted.upper), NULL) AS upper,
    if(lower IS NULL AND upper IS NULL, '', counted.interval) AS interval,
    if(known, counted.n, 0) AS n,
    if(known AND isFinite(counted.unknown_share), golden_round12(counted.unknown_share), NULL) AS unknown_share,
    coverage,
    complete,
    sources,
    version AS definition_version
FROM counted
ORDER BY kpi, scope, grain, stat, dimension, member, period_start
SETTINGS join_use_nulls = 0
