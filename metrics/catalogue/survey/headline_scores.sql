-- Scores of headline questions, of everybody who answered.
SELECT
    rounds.scope AS scope,
    rounds.grain AS grain,
    rounds.period_start AS period_start,
    rounds.at AS at,
    concat(s.survey, '/', s.question, if(s.item = '', '', concat('/', s.item))) AS member,
    concat(s.survey, ' ', s.wave) AS ref,
    s.score AS name,
    s.value AS said,
    s.lower AS lower,
    s.upper AS upper,
    s.weighted AS weighted,
    s.n AS n
FROM survey_scores AS s
INNER JOIN (SELECT survey, wave, question, item FROM survey_lines WHERE headline AND segment = '' AND withheld = '') AS lines
    ON lines.survey = s.survey AND lines.wave = s.wave AND lines.question = s.question AND lines.item = s.item
INNER JOIN last_rounds AS rounds ON rounds.survey = s.survey AND rounds.wave = s.wave
WHERE s.segment = ''
