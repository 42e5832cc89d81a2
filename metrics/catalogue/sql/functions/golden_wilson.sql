-- Wilson's limits of x successes in n trials that come in k clusters. Trials
-- without clusters are n clusters with a spread of 0.
CREATE OR REPLACE FUNCTION golden_wilson AS (x, n, k, spread) ->
    golden_wilson_limits(x / n, golden_trials(x, n, k, spread))
