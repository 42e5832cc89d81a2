-- How many independent trials n trials in k clusters are worth (n divided by
-- the design effect). spread is the sum over clusters of (x_i - p n_i)^2. With
-- nothing but successes or failures a cluster is worth one trial; fewer than 5
-- clusters say nothing of their spread: NULL.
CREATE OR REPLACE FUNCTION golden_trials AS (x, n, k, spread) ->
    multiIf(
        n = 0 OR k < 5, NULL,
        x = 0 OR x = n, toFloat64(k),
        n / greatest(1, (k / (k - 1)) * spread * n / (toFloat64(x) * (toFloat64(n) - toFloat64(x))))
    )
