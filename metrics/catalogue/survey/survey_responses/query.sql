-- id: survey_responses
-- title: Survey responses
-- question: How many people answer?
-- unit: responses
-- kind: count
-- better: higher
-- area: none
-- needs: survey
-- looks: now
-- audience: board, manager, analyst
-- version: 1
-- A row for each response: which is whose, nobody knows. The total of a period with
-- several waves is that of the last wave of each survey.
SELECT
    scope,
    placed.1 AS dimension,
    placed.2 AS member,
    grain,
    period_start,
    at,
    concat(survey, ' ', wave, ' ', toString(number)) AS ref
FROM last_rounds
ARRAY JOIN range(1, toUInt64(started) + 1) AS number
ARRAY JOIN [('', ''), ('survey', toString(survey)), ('state', if(number <= complete, 'complete', 'partial'))] AS placed
