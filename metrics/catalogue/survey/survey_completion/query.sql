-- id: survey_completion
-- title: Survey completion
-- question: Do those who begin a survey finish it?
-- unit: ratio
-- kind: level
-- better: higher
-- area: none
-- needs: survey
-- looks: now
-- audience: manager, analyst
-- version: 1
WITH observations AS (
    SELECT
        scope,
        placed.1 AS dimension,
        placed.2 AS member,
        grain,
        period_start,
        at,
        concat(survey, ' ', wave) AS ref,
        invited,
        started,
        complete
    FROM last_rounds
    ARRAY JOIN [('', ''), ('survey', toString(survey))] AS placed
)
SELECT
    estimate.1 AS stat,
    scope,
    dimension,
    member,
    grain,
    period_start,
    estimate.2 / estimate.3 AS value,
    golden_wilson_limits(value, estimate.3).lower AS lower,
    golden_wilson_limits(value, estimate.3).upper AS upper,
    'sampling' AS interval,
    toUInt64(estimate.3) AS n
FROM
(
    SELECT
        scope,
        dimension,
        member,
        grain,
        period_start,
        [
            ('value', toFloat64(sum(complete)), toFloat64(sum(started))),
            -- of the surveys that know how many were asked
            ('response_rate', toFloat64(sumIf(started, invited > 0)), toFloat64(sum(invited)))
        ] AS stats
    FROM observations
    GROUP BY scope, dimension, member, grain, period_start
)
ARRAY JOIN stats AS estimate
-- more may answer than were asked, where a link is passed on: no share
WHERE estimate.3 > 0 AND estimate.2 <= estimate.3
