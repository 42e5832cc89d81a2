(
    SELECT scope, dimension, member, source, span, {{gathered}}
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, dimension, member, source, span
) AS gathered
INNER JOIN covered_periods USING (source, span)
