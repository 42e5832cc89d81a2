-- Scores of headline questions, with weights where there are any.
SELECT
    name,
    estimate.1 AS stat,
    scope,
    member,
    grain,
    period_start,
    at,
    ref,
    estimate.2 AS value,
    estimate.3 AS lower,
    estimate.4 AS upper,
    toUInt64(scored.n) AS n
FROM headline_scores AS scored
ARRAY JOIN [('value', toNullable(said), scored.lower, scored.upper), ('weighted', weighted, NULL, NULL)] AS estimate
WHERE estimate.2 IS NOT NULL
