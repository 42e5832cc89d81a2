-- Every closed quarter, oldest first.
SELECT
    s.id AS id, s.quarter AS quarter, s.revision AS revision, toString(s.compute_id) AS compute, s.as_of AS as_of,
    s.closed AS closed, s.closed_by AS closed_by, s.note AS note, p.period_start AS start
FROM golden.snapshots AS s
LEFT JOIN golden.periods AS p ON p.compute_id = s.compute_id AND p.grain = 'quarter' AND p.label = s.quarter
ORDER BY start, quarter, revision
