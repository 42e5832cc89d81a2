-- How many computes were published.
SELECT count() AS computes FROM golden.computes
