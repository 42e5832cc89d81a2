-- Received of expected, for sources that can tell. A day that received more
-- than expected makes up for no other.
SELECT e.source AS source, sum(least(toFloat64(r.received), toFloat64(e.expected))) / sum(e.expected) AS coverage
FROM
(
    SELECT source, day, sum(expected) AS expected
    FROM golden.coverage FINAL
    WHERE deleted = 0
    GROUP BY source, day
) AS e
LEFT JOIN
(
    SELECT source, day, count() AS received
    FROM golden.items FINAL
    WHERE deleted = 0 AND outcome = 'accepted'
    GROUP BY source, day
) AS r ON r.source = e.source AND r.day = e.day
GROUP BY e.source
HAVING sum(e.expected) > 0
ORDER BY e.source
