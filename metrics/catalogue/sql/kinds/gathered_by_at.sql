(
    SELECT scope, dimension, member, span, {{gathered}}
    FROM observations
    INNER JOIN day_spans ON day_spans.day = toDate(observations.at)
    GROUP BY scope, dimension, member, span
) AS gathered
INNER JOIN span_periods USING (span)
