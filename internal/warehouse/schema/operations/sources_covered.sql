-- Received of expected over all days, of the sources that can tell.
CREATE VIEW golden.sources_covered AS
SELECT source, least(1, sumIf(received, expected > 0) / sum(expected)) AS coverage
FROM golden.days_received
GROUP BY source
HAVING sum(expected) > 0
