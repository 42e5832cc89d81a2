SELECT wave, question, item, kind, text, options
FROM
(
    SELECT
        wave,
        question,
        item,
        min(position) AS place,
        argMax(kind, version) AS kind,
        argMax(text, version) AS text,
        argMax(options, version) AS options
    FROM golden.survey_questions
    WHERE source = {source:String}
    GROUP BY wave, question, item
    HAVING argMax(deleted, version) = 0
) AS asked
LEFT JOIN
(
    SELECT wave, argMax(ended, version) AS ended
    FROM golden.survey_waves
    WHERE source = {source:String}
    GROUP BY wave
) AS waves USING (wave)
ORDER BY ended, wave, place, question, item
