-- id: people_funnel
-- title: The way to the top
-- question: How far do people come, and how many go on?
-- unit: people
-- kind: table
-- better: none
-- area: community
-- needs: any
-- looks: ever
-- audience: manager, analyst
-- chaoss: Conversion Rate
-- version: 3
-- One observation for each person and level that they reached in the period for
-- the first time, in the scope; a level implies the lower ones. Of a source whose
-- past is cut off nobody can tell what was the first time: where there are no
-- others, there is no row.
WITH observations AS (
    SELECT
        scope,
        '' AS dimension,
        '' AS member,
        grain,
        period_start,
        reached AS at,
        person_id,
        toString(person_id) AS ref,
        level,
        next < toDateTime('2106-02-07', 'UTC') AS went_on,
        dateDiff('second', reached, if(went_on, next, {as_of:DateTime('UTC')})) AS seconds
    FROM
    (
        SELECT DISTINCT climbs.scope AS scope, grain, period_start, reached, next, person_id, level
        FROM
        (
            SELECT
                person_id,
                scope,
                level,
                arrayMin(arrayMap(one -> one.2[level], shows)) AS reached,
                arrayMin(arrayMap(one -> one.2[level + 1], shows)) AS next,
                shown.1 AS source,
                shown.2[level] AS date
            FROM
            (
                SELECT person_id, scope, groupArray((source, firsts)) AS shows
                FROM
                (
                    -- when each level or a higher one was reached; a seventh that nobody reaches
                    SELECT person_id, source, minForEach(arrayMap(n -> if(level >= n, date, toDateTime('2106-02-07', 'UTC')), range(1, 8))) AS firsts
                    FROM reached_levels
                    WHERE person_id != toUUID('00000000-0000-0000-0000-000000000000')
                    GROUP BY person_id, source
                ) AS climbed
                INNER JOIN (SELECT source, scopes FROM source_spans) AS places USING (source)
                ARRAY JOIN scopes AS scope
                GROUP BY person_id, scope
            )
            ARRAY JOIN shows AS shown
            ARRAY JOIN range(1, 7) AS level
            WHERE date < toDateTime('2106-02-07', 'UTC')
        ) AS climbs
        INNER JOIN day_spans ON day_spans.day = toDate(climbs.date)
        INNER JOIN covered_periods ON covered_periods.source = climbs.source AND covered_periods.span = day_spans.span
        WHERE NOT young AND reached >= period_start
    )
),
levels AS (
    SELECT
        scope,
        grain,
        period_start,
        level,
        count() AS people,
        max(seconds) AS longest,
        groupArray(2 * toInt64(seconds) + 1 - toUInt8(went_on)) AS waits,
        arrayMin(arrayPushBack(arrayMap(point -> point.2, arrayFilter(point -> point.1 <= 365 * 86400, golden_km_curve(waits))), 1.)) AS left
    FROM observations
    GROUP BY scope, grain, period_start, level
)
SELECT
    frame.scope AS scope,
    frame.grain AS grain,
    frame.period_start AS period_start,
    toUInt32(step) AS rank,
    toJSONString(CAST(
        (
            ['posts', 'helps', 'sends', 'merged', 'reviews', 'maintains'][step],
            people,
            -- known once somebody was watched for a year, or nobody is left to watch
            if(step < 6 AND (longest >= 365 * 86400 OR left < 1e-9) AND people > 0, golden_round12(1 - left), NULL)
        ),
        'Tuple(level String, people UInt64, conversion Nullable(Float64))'
    )) AS row
FROM (SELECT scope, grain, period_start FROM scope_periods WHERE needs = 'any' AND grain != 'quarter_to_date' AND notEmpty(old_sources)) AS frame
ARRAY JOIN range(1, 7) AS step
LEFT JOIN levels ON levels.scope = frame.scope AND levels.grain = frame.grain AND levels.period_start = frame.period_start AND levels.level = step
