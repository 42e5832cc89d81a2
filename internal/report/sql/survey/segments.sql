SELECT segment, any(title) AS title
FROM
(
    SELECT DISTINCT segment
    FROM golden.survey_lines
    WHERE survey = {survey:String} AND segment != ''
) AS cuts
LEFT JOIN
(
    SELECT question, argMax(title, wave) AS title
    FROM golden.survey_lines
    WHERE survey = {survey:String} AND segment = ''
    GROUP BY question
) AS titles ON titles.question = cuts.segment
GROUP BY segment
ORDER BY segment
