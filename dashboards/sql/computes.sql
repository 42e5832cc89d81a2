-- The computes that are kept, and the quarters that were closed.
SELECT
    published AS `Published`,
    as_of AS `Data up to`,
    if(snapshot = '', 'compute', concat('closed quarter ', snapshot)) AS `What`,
    program AS `Program`,
    catalogue AS `Definitions`
FROM golden.computes
ORDER BY published DESC, compute_id DESC
LIMIT 100
