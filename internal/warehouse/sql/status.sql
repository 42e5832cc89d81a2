-- How fresh and complete each source is.
WITH
last_run AS
(
    SELECT source, argMax(outcome, started) AS last_outcome, argMax(error, started) AS last_error, max(started) AS last_started
    FROM golden.runs FINAL
    GROUP BY source
)
SELECT
    r.source AS source, toString(r.last_outcome) AS outcome, r.last_started AS started, r.last_error AS error,
    c.span_until AS until, c.lossy AS lossy,
    b.received AS received, b.stored AS stored, b.duplicates AS duplicates, b.quarantined AS quarantined,
    if(e.source = '', NULL, e.coverage) AS coverage
FROM last_run AS r
LEFT JOIN golden.balance AS b ON b.source = r.source
LEFT JOIN (SELECT source, span_until, lossy FROM golden.spans FINAL WHERE deleted = 0) AS c ON c.source = r.source
LEFT JOIN golden.sources_covered AS e ON e.source = r.source
ORDER BY source
