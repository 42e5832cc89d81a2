-- Computes that are neither among the last three, nor of a closed quarter, nor
-- published at all.
SELECT DISTINCT toUUID(extract(partition, '[0-9a-f-]{36}')) AS compute
FROM system.parts
WHERE database = 'golden'
    AND table = {table:String}
    AND active
    AND compute NOT IN (SELECT compute_id FROM golden.computes WHERE snapshot = '' ORDER BY published DESC, compute_id LIMIT 3)
    AND compute NOT IN (SELECT compute_id FROM golden.computes WHERE snapshot != '')
ORDER BY compute
