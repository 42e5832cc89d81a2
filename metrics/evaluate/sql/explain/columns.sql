DESCRIBE TABLE
(
    WITH periods AS (SELECT grain, period_start, period_end, label FROM golden.periods WHERE compute_id = {compute:UUID})
    SELECT * FROM ({{observations}})
)
