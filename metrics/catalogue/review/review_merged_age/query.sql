-- id: review_merged_age
-- title: Age of what was merged
-- question: How old were the changes that got in?
-- unit: hours
-- kind: level
-- better: none
-- area: none
-- needs: mail|forge, code|forge
-- looks: now
-- audience: analyst
-- apart: organisation
-- version: 3
WITH observations AS (
    SELECT scope, dimension, member, merged AS at, opened AS acted, person_id, ref, subject, dateDiff('second', opened, merged) AS seconds
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
    golden_quantile(ages, quantile.2) / 3600 AS value,
    length(ages) AS n
FROM
(
    SELECT scope, dimension, member, grain, period_start, groupArray(seconds) AS ages
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    WHERE dimension != 'organisation' OR grain IN ('quarter', 'year')
    GROUP BY scope, dimension, member, grain, period_start
)
ARRAY JOIN [('q25', 0.25), ('value', 0.5), ('q75', 0.75)] AS quantile
