-- Received of expected, for sources that can tell.
SELECT source, coverage FROM golden.sources_covered ORDER BY source
