-- The changes of the last published compute.
CREATE VIEW golden.changes_current AS
SELECT c.*, p.period_end, p.label
FROM golden.kpi_changes AS c
INNER JOIN golden.periods AS p
    ON p.compute_id = c.compute_id AND p.grain = 'quarter' AND p.period_start = c.period_start
WHERE c.compute_id = (SELECT argMax(compute_id, published) FROM golden.computes WHERE snapshot = '')
