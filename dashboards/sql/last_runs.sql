-- The last run of each source, failed ones first.
SELECT
    source AS `Source`,
    argMax(toString(outcome), started) AS `Last run`,
    max(started) AS `Started`,
    if(argMax(outcome, started) = 'running', NULL, dateDiff('second', max(started), argMax(ended, started))) AS `Took`,
    argMax(received, started) AS `Received`,
    argMax(quarantined, started) AS `Quarantined`,
    argMax(error, started) AS `Error`
FROM golden.runs FINAL
WHERE started <= $__toTime
GROUP BY source
ORDER BY `Last run` != 'failed', source
