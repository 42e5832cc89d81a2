-- The Golden Ratio index of the last published compute.
CREATE VIEW golden.index_current AS
SELECT i.*, p.period_end, p.label
FROM golden.index_values AS i
INNER JOIN golden.periods AS p
    ON p.compute_id = i.compute_id AND p.grain = 'quarter' AND p.period_start = i.period_start
WHERE i.compute_id = (SELECT argMax(compute_id, published) FROM golden.computes WHERE snapshot = '')
