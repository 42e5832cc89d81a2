-- The last wave of each survey that ends in a period.
SELECT
    scope,
    survey,
    span_periods.grain AS grain,
    span_periods.period_start AS period_start,
    argMax(wave, position) AS wave,
    argMax(ended, position) AS at,
    argMax(survey_rounds.invited, position) AS invited,
    argMax(survey_rounds.started, position) AS started,
    argMax(survey_rounds.complete, position) AS complete
FROM survey_rounds
ARRAY JOIN scopes AS scope
INNER JOIN day_spans ON day_spans.day = survey_rounds.ended
INNER JOIN span_periods ON span_periods.span = day_spans.span
GROUP BY scope, survey, grain, period_start
