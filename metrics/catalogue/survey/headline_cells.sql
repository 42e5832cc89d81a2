-- Answers to headline questions that may be shown, of everybody who answered.
SELECT
    rounds.scope AS scope,
    rounds.grain AS grain,
    rounds.period_start AS period_start,
    rounds.at AS at,
    c.survey AS survey,
    c.wave AS wave,
    c.question AS question,
    c.item AS item,
    c.option AS option,
    concat(c.survey, '/', c.question, if(c.item = '', '', concat('/', c.item)), '/', c.option) AS member,
    concat(c.survey, ' ', c.wave) AS ref,
    c.share AS share,
    c.lower AS lower,
    c.upper AS upper,
    c.weighted AS weighted,
    c.weighted_lower AS weighted_lower,
    c.weighted_upper AS weighted_upper,
    c.base AS base
FROM survey_cells AS c
INNER JOIN (SELECT survey, wave, question, item FROM survey_lines WHERE headline AND segment = '' AND withheld = '') AS lines
    ON lines.survey = c.survey AND lines.wave = c.wave AND lines.question = c.question AND lines.item = c.item
INNER JOIN last_rounds AS rounds ON rounds.survey = c.survey AND rounds.wave = c.wave
WHERE c.segment = '' AND c.share IS NOT NULL
