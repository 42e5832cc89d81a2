-- The last ended run of each source, and the end of the last one that was
-- complete (1970-01-01: there is none).
SELECT
    source,
    dateDiff('millisecond', argMax(started, ended), max(ended)) / 1000 AS duration,
    argMax(outcome, ended) = 'failed' AS failed,
    maxIf(ended, outcome = 'complete') AS success
FROM golden.runs FINAL
WHERE outcome != 'running' AND ended > started
GROUP BY source
ORDER BY source
