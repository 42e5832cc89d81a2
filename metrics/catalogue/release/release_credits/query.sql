-- id: release_credits
-- title: Credits of releases
-- question: Who made the releases?
-- unit: releases
-- kind: table
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- version: 1
-- Commits belong to the first final release of their repository that holds them.
WITH observations AS (
    SELECT
        place.scope AS scope,
        '' AS dimension,
        '' AS member,
        releases.date AS at,
        releases.source AS source,
        releases.name AS ref,
        arrayFirst(place -> place.member != '', releases.places).member AS repository
    FROM releases
    ARRAY JOIN places AS place
    WHERE kind = 'final' AND place.member = ''
),
credits AS (
    SELECT source, release, repository, sha, date, person_id, released, tags, first
    FROM
    (
        SELECT
            source,
            release,
            repository,
            sha,
            date,
            person_id,
            released,
            tags,
            release = argMin(release, (released, release)) OVER (PARTITION BY repository, person_id) AS first
        FROM
        (
            SELECT
                release_commits.source AS source,
                release,
                homes.repository AS repository,
                sha,
                release_commits.date AS date,
                homes.released AS released,
                tags,
                arrayDistinct(arrayConcat(if(bot, [], [author_id]), co_author_ids)) AS people
            FROM release_commits
            INNER JOIN
            (
                SELECT source, name, date AS released, arrayFirst(place -> place.member != '', places).member AS repository
                FROM releases
            ) AS homes ON homes.source = release_commits.source AND homes.name = release_commits.release
            WHERE NOT merge
        ) AS made
        LEFT ARRAY JOIN people AS person_id
    ) AS persons
),
employed AS (
    SELECT credits.*, if(date < until, organisation, 'unknown') AS organisation
    FROM credits
    ASOF LEFT JOIN employers ON employers.person_id = credits.person_id AND employers.from <= credits.date
),
summed AS (
    SELECT
        source,
        release,
        uniqExact(sha) AS commits,
        uniqExactIf(person_id, known) AS authors,
        uniqExactIf(person_id, known AND first) AS newcomers,
        uniqExactIf(organisation, organisation NOT IN ('unknown', 'independent')) AS organisations,
        arraySum(given -> given.2, groupUniqArray((sha, tags))) AS given
    FROM (SELECT *, person_id != toUUID('00000000-0000-0000-0000-000000000000') AS known FROM employed)
    GROUP BY source, release
)
SELECT
    scope,
    grain,
    period_start,
    toUInt32(row_number() OVER (PARTITION BY scope, grain, period_start ORDER BY at, repository, ref)) AS rank,
    toJSONString(CAST(
        (ref, repository, formatDateTime(at, '%F'), commits, authors, newcomers, organisations, given),
        'Tuple(release String, repository String, date String, commits UInt64, authors UInt64, new_authors UInt64, organisations UInt64, tags UInt64)'
    )) AS row
FROM observations
INNER JOIN (SELECT DISTINCT day, grain, period_start FROM day_spans INNER JOIN span_periods USING (span)) AS days ON days.day = toDate(observations.at)
LEFT JOIN summed ON summed.source = observations.source AND summed.release = observations.ref
