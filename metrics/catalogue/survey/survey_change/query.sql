-- id: survey_change
-- title: Changed answers
-- question: Which answers moved beyond chance?
-- unit: points
-- kind: level
-- better: none
-- area: none
-- needs: survey
-- looks: now
-- audience: manager, analyst
-- version: 1
WITH observations AS (
    SELECT
        cells.scope AS scope,
        'answer' AS dimension,
        cells.member AS member,
        cells.grain AS grain,
        cells.period_start AS period_start,
        cells.at AS at,
        concat(cells.survey, ' ', changes.before, ' to ', changes.wave) AS ref,
        changes.difference AS difference,
        changes.lower AS least,
        changes.upper AS most,
        changes.base AS base
    FROM (SELECT DISTINCT * FROM headline_cells) AS cells -- DISTINCT keeps the engine from taking these joins apart
    INNER JOIN (SELECT * FROM survey_changes WHERE segment = '') AS changes
        ON cells.survey = changes.survey AND cells.wave = changes.wave AND cells.question = changes.question
        AND cells.item = changes.item AND cells.option = changes.option
)
SELECT
    scope,
    dimension,
    member,
    grain,
    period_start,
    100 * difference AS value,
    100 * least AS lower,
    100 * most AS upper,
    'sampling' AS interval,
    toUInt64(base) AS n
FROM observations
