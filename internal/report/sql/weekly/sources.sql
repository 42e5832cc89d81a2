-- The sources of a scope and what each says of a week: how far it speaks, how
-- much it received of what it should hold, and whether it goes back far enough
-- to tell who is new (as metrics/evaluate/sql/frame/source_periods.sql).
SELECT
    s.source AS source, s.type AS type, s.kind AS kind, s.member AS member, s.lossy AS lossy, s.untried AS untried,
    s.span_from AS span_from, s.span_until AS span_until,
    f.first AS first,
    NOT s.lossy AND (s.span_from = toDateTime(0)
        OR arrayExists(x -> s.scope = x OR startsWith(s.scope, concat(x, '/')),
            (SELECT groupArray(scope) FROM golden.scopes WHERE history_complete))
        OR {start:DateTime} >= addMonths(toStartOfQuarter(s.span_from - INTERVAL 1 SECOND), 15)) AS old,
    sumIf(d.received, d.expected > 0) AS received,
    sum(d.expected) AS expected
FROM golden.computed_sources AS s
LEFT JOIN golden.source_spans AS f ON f.source = s.source
LEFT JOIN
(
    SELECT source, received, expected
    FROM golden.days_received
    WHERE day >= toDate({start:DateTime}) AND day < toDate({end:DateTime})
) AS d ON d.source = s.source
WHERE s.compute_id = {compute:UUID} AND has(s.scopes, {scope:String})
GROUP BY source, type, kind, member, lossy, untried, span_from, span_until, first, old
ORDER BY kind, source
