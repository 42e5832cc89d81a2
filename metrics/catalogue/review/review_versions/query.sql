-- id: review_versions
-- title: Versions of a merged change
-- question: How many attempts does it take to get in?
-- unit: versions
-- kind: level
-- better: none
-- area: none
-- needs: mail|forge, code|forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Change Request Reviews
-- apart: organisation
-- version: 3
WITH observations AS (
    SELECT scope, dimension, member, merged AS at, opened AS acted, person_id, ref, subject, versions
    FROM placed_changes
    WHERE toUnixTimestamp(merged) != 0
)
SELECT
    quantile.1 AS stat,
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(golden_quantile(attempts, quantile.2)) AS value,
    length(attempts) AS n
FROM
(
    SELECT scope, dimension, member, grain, period_start, groupArray(versions) AS attempts
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    WHERE dimension != 'organisation' OR grain IN ('quarter', 'year')
    GROUP BY scope, dimension, member, grain, period_start
)
ARRAY JOIN [('value', 0.5), ('p85', 0.85)] AS quantile
