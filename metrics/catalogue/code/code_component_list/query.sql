-- id: code_component_list
-- title: Work by part of the code
-- question: Where in the code is the work?
-- unit: components
-- kind: table
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: manager, analyst
-- version: 2
WITH observations AS (
    SELECT
        place.scope AS scope,
        '' AS dimension,
        '' AS member,
        date AS at,
        arrayFirst(place -> place.member != '', places).member AS repository,
        component,
        if(bot, [], [author_id]) AS authors,
        arrayFilter(person -> person != toUUID('00000000-0000-0000-0000-000000000000'), arrayDistinct(arrayConcat(authors, co_author_ids))) AS people,
        source,
        sha AS ref,
        subject
    FROM commits
    ARRAY JOIN components AS component
    ARRAY JOIN places AS place
    WHERE NOT merge AND NOT bot AND place.member = ''
),
employed AS (
    SELECT scope, at, repository, component, ref, credited AS person_id, if(at < until, organisation, 'unknown') AS organisation
    FROM (SELECT *, person AS credited FROM observations LEFT ARRAY JOIN people AS person) AS credits
    ASOF LEFT JOIN employers ON employers.person_id = credits.credited AND employers.from <= credits.at
),
counted AS (
    -- few commits are to one part in one period: putting them together by spans
    -- first would take longer
    SELECT
        scope,
        grain,
        period_start,
        repository,
        component,
        uniqExact(cityHash64(ref)) AS commits,
        uniqExactIf(cityHash64(person_id), person_id != toUUID('00000000-0000-0000-0000-000000000000')) AS people,
        uniqExactIf(cityHash64(organisation), organisation NOT IN ('unknown', 'independent')) AS companies
    FROM employed
    INNER JOIN period_days ON period_days.day = toDate(employed.at)
    GROUP BY scope, grain, period_start, repository, component
)
SELECT
    scope,
    grain,
    period_start,
    toUInt32(row_number() OVER (PARTITION BY scope, grain, period_start ORDER BY commits DESC, repository, component)) AS rank,
    toJSONString(CAST(
        (repository, component, commits, people, companies),
        'Tuple(repository String, component String, commits UInt64, authors UInt64, organisations UInt64)'
    )) AS row
FROM counted
QUALIFY rank <= 50
