-- The numbers of the last published compute.
CREATE VIEW golden.kpi_current AS
SELECT v.*, p.period_end, p.label
FROM golden.kpi_values AS v
INNER JOIN golden.periods AS p
    ON p.compute_id = v.compute_id AND p.grain = v.grain AND p.period_start = v.period_start
WHERE v.compute_id = (SELECT argMax(compute_id, published) FROM golden.computes WHERE snapshot = '')
