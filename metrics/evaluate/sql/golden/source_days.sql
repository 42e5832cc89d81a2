-- What the sources of the configuration should hold, and what was received.
INSERT INTO source_days (source, day, received, expected)
SELECT source, day, received, expected
FROM golden.days_received
WHERE source IN (SELECT source FROM golden.sources)
ORDER BY source, day
