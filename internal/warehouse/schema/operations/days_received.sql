-- What each source should hold and what was received, by day. Quarantined items
-- are not received: coverage would hide them.
CREATE VIEW golden.days_received AS
SELECT source, day, sum(received) AS received, sum(expected) AS expected
FROM
(
    SELECT source, day, count() AS received, 0 AS expected
    FROM golden.items FINAL
    WHERE deleted = 0 AND outcome = 'accepted'
    GROUP BY source, day
    UNION ALL
    SELECT source, day, 0 AS received, sum(expected) AS expected
    FROM golden.coverage FINAL
    WHERE deleted = 0
    GROUP BY source, day
)
GROUP BY source, day
