-- What cohorts say of a wave, beside what is measured of the same cohorts in the
-- quarter in which the wave ended. What is hidden has no score.
SELECT
    told.question AS question,
    told.item AS item,
    told.kpi AS kpi,
    told.segment AS segment,
    told.option AS option,
    told.cohort AS cohort,
    said.score AS score,
    said.value AS said,
    said.lower AS said_lower,
    said.upper AS said_upper,
    said.n AS said_n,
    done.value AS done,
    done.lower AS lower,
    done.upper AS upper,
    done.n AS n,
    done.period_start AS period
FROM golden.survey_cohorts AS told
LEFT JOIN
(
    SELECT question, item, segment, member, score, value, lower, upper, n
    FROM golden.survey_scores
    WHERE survey = {survey:String} AND wave = {wave:String} AND segment != ''
      AND score IN ('top2', 'nps', 'median')
) AS said ON said.question = told.question AND said.item = told.item AND said.segment = told.segment AND said.member = told.option
LEFT JOIN
(
    SELECT kpi, member, value, lower, upper, n, period_start
    FROM golden.kpi_values
    WHERE compute_id = {compute:UUID}
      AND scope = {scope:String}
      AND grain = 'quarter'
      AND stat = 'value'
      AND dimension = 'cohort'
      AND period_start <= {ended:DateTime}
      AND period_start > {ended:DateTime} - INTERVAL 100 DAY
    ORDER BY period_start DESC
    LIMIT 1 BY kpi, member
) AS done ON done.kpi = told.kpi AND done.member = told.cohort
WHERE told.survey = {survey:String}
ORDER BY question, item, kpi, cohort, option, score
