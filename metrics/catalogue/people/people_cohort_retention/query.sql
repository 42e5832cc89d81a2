-- id: people_cohort_retention
-- title: How long newcomers stay
-- question: How many of those who were new in a quarter still take part later?
-- unit: people
-- kind: table
-- better: none
-- area: community
-- needs: any
-- looks: ever
-- audience: manager, analyst
-- chaoss: Contributor Retention
-- version: 3
-- One observation for each person who was new in a quarter, in that quarter and
-- in the eight after it, as far as a source that showed them covers both. The
-- table of a quarter holds the twelve cohorts up to its own.
WITH observations AS (
    SELECT
        known.scope AS scope,
        '' AS dimension,
        '' AS member,
        'quarter' AS grain,
        known.quarter AS period_start,
        known.quarter AS at,
        (SELECT groupArray(person_id) FROM (SELECT person_id FROM numbered_people ORDER BY number))[known.number] AS person_id,
        toString(person_id) AS ref,
        known.cohort AS cohort,
        active
    FROM
    (
        SELECT DISTINCT number, scope, cohort, period_start AS quarter
        FROM quarter_newcomers
        INNER JOIN (SELECT source, period_start FROM source_periods WHERE covered AND grain = 'quarter') AS covering USING (source)
        WHERE quarter >= cohort AND quarter <= cohort + INTERVAL 24 MONTH
    ) AS known
    LEFT JOIN
    (
        SELECT DISTINCT number, scope, period_start AS quarter, true AS active
        FROM (SELECT DISTINCT number, scope, cohort FROM quarter_newcomers) AS newcomers
        INNER JOIN (SELECT number, source, span FROM person_spans) AS spans USING (number)
        INNER JOIN (SELECT source, span, period_start FROM covered_periods WHERE grain = 'quarter') AS covered USING (source, span)
        INNER JOIN (SELECT source, scopes FROM source_spans) AS scoped USING (source)
        WHERE quarter >= cohort AND quarter <= cohort + INTERVAL 24 MONTH AND has(scopes, scope)
            AND (source, cohort) IN (SELECT source, period_start FROM source_periods WHERE covered AND grain = 'quarter')
    ) AS seen ON seen.number = known.number AND seen.scope = known.scope AND seen.quarter = known.quarter
),
quarters AS (
    SELECT scope, period_start, label, complete, NOT early AND notEmpty(old_sources) AS tells
    FROM scope_periods
    WHERE needs = 'any' AND grain = 'quarter' AND covered
),
cohorts AS (
    SELECT scope, cohort, groupArray((quarter, share)) AS shares, maxIf(people, quarter = cohort) AS size
    FROM
    (
        SELECT scope, cohort, period_start AS quarter, count() AS people, countIf(active) / people AS share
        FROM observations
        GROUP BY scope, cohort, quarter
    )
    GROUP BY scope, cohort
)
SELECT
    shown.scope AS scope,
    'quarter' AS grain,
    shown.period_start AS period_start,
    toUInt32(row_number() OVER (PARTITION BY scope, period_start ORDER BY begun.period_start)) AS rank,
    toJSONString(CAST(
        (
            begun.label,
            size,
            arrayMap(
                quarter -> if(
                    quarter <= shown.period_start AND has(completed, quarter),
                    golden_round12(arrayFirstOrNull(share -> share.1 = quarter, shares).2),
                    NULL
                ),
                arrayMap(k -> begun.period_start + INTERVAL 3 * k MONTH, range(1, 9))
            )
        ),
        'Tuple(cohort String, size UInt64, later Array(Nullable(Float64)))'
    )) AS row
FROM quarters AS shown
INNER JOIN quarters AS begun ON begun.scope = shown.scope
INNER JOIN (SELECT scope, groupArrayIf(period_start, complete) AS completed FROM quarters GROUP BY scope) AS ended ON ended.scope = shown.scope
LEFT JOIN cohorts ON cohorts.scope = shown.scope AND cohorts.cohort = begun.period_start
WHERE begun.tells AND begun.period_start <= shown.period_start AND begun.period_start > shown.period_start - INTERVAL 36 MONTH
