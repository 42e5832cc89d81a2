-- What is published of each quarter of a scope, zeros left out; the days of
-- commits are what their share was made of.
SELECT
    concat(toString(toYear(period_start)), '-Q', toString(toQuarter(period_start))) AS quarter,
    if(v.kpi = 'code_active_share', 'days', toString(v.kpi)) AS kpi,
    toInt64(if(v.kpi = 'code_active_share', toFloat64(n), assumeNotNull(v.value))) AS value
FROM golden.kpi_current AS v
WHERE scope = {scope:String} AND grain = 'quarter' AND stat = 'value' AND dimension = ''
    AND v.kpi IN (
        'code_commits', 'code_authors', 'code_committers', 'code_active_share', 'code_lines_added', 'code_lines_removed', 'doc_commits',
        'test_commits', 'release_published', 'release_candidates')
    AND v.value > 0
UNION ALL
SELECT concat(toString(toYear(date)), '-Q', toString(toQuarter(date))), 'tags', toInt64(count())
FROM golden.git_tags FINAL
WHERE deleted = 0 AND source = {source:String}
GROUP BY ALL
ORDER BY 1, 2
