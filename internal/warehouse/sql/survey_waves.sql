-- The waves of a survey, the oldest first, with what is stored of each.
WITH
    responses AS
    (
        SELECT
            wave,
            countIf(state = 'complete') AS complete,
            countIf(state = 'partial') AS partial,
            countIf(state = 'repeated') AS repeated,
            countIf(state = 'test') AS tests
        FROM golden_private.survey_responses FINAL
        WHERE source = {source:String} AND deleted = 0
        GROUP BY wave
    ),
    words AS
    (
        SELECT wave, count() AS words, countIf(notEmpty(codes)) AS coded
        FROM golden_private.survey_words FINAL
        WHERE source = {source:String} AND deleted = 0
        GROUP BY wave
    )
SELECT
    waves.wave AS wave, title, began, ended, invited,
    responses.complete AS complete, responses.partial AS partial, responses.repeated AS repeated, responses.tests AS tests,
    words.words AS words, words.coded AS coded
FROM (SELECT * FROM golden.survey_waves FINAL WHERE source = {source:String} AND deleted = 0) AS waves
LEFT JOIN responses ON responses.wave = waves.wave
LEFT JOIN words ON words.wave = waves.wave
ORDER BY ended, wave
