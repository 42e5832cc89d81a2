-- A scope begins with the first period at whose start all of its sources had
-- begun, and that one of each kind needed covers. From then on a value is known
-- where one source of each kind covers the period, and complete where all do and
-- the grace of 14 days is over. Where one of several kinds will do, one source of
-- these is one of each. Where any source will do (of mail, code and forges: elsewhere nobody
-- is seen contributing), one is enough for all of this:
-- people are taken only from sources that cover. A lossy source gives values; they
-- are complete where another source of its kind makes them so.
INSERT INTO scope_periods (needs, scope, grain, period_start, period_end, label, covered, complete, coverage, sources, old_sources, first, early)
WITH
    needed AS
    (
        SELECT
            wanted.needs AS needs, wanted.kinds AS wants, scope,
            spans.source AS source, spans.kind AS kind, spans.covers_from AS covers_from, spans.first AS first, spans.lossy AS lossy
        FROM (SELECT DISTINCT needs, kinds FROM kpis) AS wanted
        CROSS JOIN source_spans AS spans
        ARRAY JOIN spans.scopes AS scope
        WHERE wanted.needs = 'any' AND spans.kind IN ('mail', 'code', 'forge') OR has(arrayFlatten(wanted.kinds), spans.kind)
    ),
    -- A source that misses nothing from its beginning bounds a scope only by
    -- its first item, and only where no other begins earlier. The others all
    -- speak from joined on.
    beginnings AS
    (
        SELECT
            needs AS of_needs,
            scope AS of_scope,
            minIf(if(covers_from = 0, first, covers_from), covers_from > 0 OR first > 0) AS beginning,
            if(needs = 'any', toDateTime(0), maxIf(covers_from, NOT lossy)) AS joined
        FROM needed
        GROUP BY of_needs, of_scope
        HAVING countIf(covers_from > 0 OR first > 0) > 0
    ),
    judged AS
    (
        SELECT
            needed.needs AS needs,
            needed.scope AS scope,
            sp.grain AS grain,
            sp.period_start AS period_start,
            groupUniqArrayIf(needed.kind, sp.covered) AS kinds,
            if(needs = 'any', max(sp.covered), arrayAll(alternatives -> hasAny(alternatives, kinds), any(needed.wants))) AS covered,
            uniqExactIf(needed.kind, sp.covered AND NOT needed.lossy) = length(kinds) AS vouched,
            if(needs = 'any', maxIf(sp.covered, NOT needed.lossy), minIf(sp.covered, NOT needed.lossy) AND vouched) AS whole,
            if(countIf(sp.covered AND NOT needed.lossy AND isNull(sp.coverage)) > 0, NULL, minIf(sp.coverage, sp.covered AND NOT needed.lossy)) AS coverage,
            arraySort(groupArrayIf(needed.source, sp.covered)) AS sources,
            arraySort(groupArrayIf(needed.source, sp.covered AND NOT sp.young AND NOT needed.lossy)) AS old_sources
        FROM needed
        INNER JOIN source_periods AS sp ON sp.source = needed.source
        GROUP BY needs, scope, grain, period_start
    ),
    framed AS
    (
        SELECT
            needs,
            scope,
            judged.grain AS grain,
            judged.period_start AS period_start,
            periods.period_end AS period_end,
            periods.label AS label,
            covered,
            whole,
            coverage,
            sources,
            old_sources
        FROM judged
        INNER JOIN periods ON periods.grain = judged.grain AND periods.period_start = judged.period_start
        INNER JOIN beginnings ON of_needs = needs AND of_scope = scope
        WHERE period_end > beginning AND period_start >= joined
    ),
    histories AS
    (
        SELECT DISTINCT needed.scope AS scope
        FROM needed
        CROSS JOIN scopes
        WHERE scopes.history_complete
            AND (needed.scope = scopes.scope OR startsWith(needed.scope, concat(scopes.scope, '/')))
    ),
    edged AS
    (
        SELECT
            *,
            minIf(period_start, covered) OVER (PARTITION BY needs, scope, grain) AS edge,
            minIf(period_start, covered AND grain = 'quarter') OVER (PARTITION BY needs, scope) AS quarter,
            lagInFrame(covered, 1, false) OVER (PARTITION BY needs, scope, grain ORDER BY period_start) AS previous
        FROM framed
    )
SELECT
    needs,
    scope,
    grain,
    period_start,
    period_end,
    label,
    covered,
    whole AND grain != 'quarter_to_date' AND {as_of:DateTime('UTC')} >= period_end + INTERVAL 14 DAY AS complete,
    coverage,
    sources,
    old_sources,
    NOT previous AS first,
    scope NOT IN (SELECT scope FROM histories) AND (quarter = 0 OR period_start < addMonths(quarter, 12)) AS early
FROM edged
WHERE edge > 0 AND period_start >= edge
ORDER BY needs, scope, grain, period_start
SETTINGS join_use_nulls = 0
