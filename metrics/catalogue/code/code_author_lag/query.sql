-- id: code_author_lag
-- title: Author lag
-- question: How long does finished work wait before it reaches the code?
-- unit: days
-- kind: duration
-- better: lower
-- area: none
-- needs: code
-- looks: now
-- audience: manager, analyst
-- chaoss: Change Request Duration
-- version: 1
-- The time from the author's date to the committer's, of commits with both. A
-- quantile by rank: nothing waits any more. Clocks that disagree by less than a
-- day give 0; by more, one of the dates is wrong and the commit is left out.
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'repository') AS dimension,
        place.member AS member,
        date AS at,
        authored,
        greatest(0, dateDiff('second', authored, date)) AS seconds,
        author_id AS person_id,
        source,
        sha AS ref,
        subject
    FROM commits
    ARRAY JOIN places AS place
    WHERE NOT merge AND NOT bot
        AND toUnixTimestamp(authored) > 0
        AND dateDiff('second', authored, date) > -86400
)
SELECT
    quantile.1 AS stat,
    scope,
    dimension,
    member,
    grain,
    period_start,
    golden_quantile(groupArray(seconds), quantile.2) / 86400 AS value,
    count() AS n
FROM observations
INNER JOIN period_days ON period_days.day = toDate(observations.at)
ARRAY JOIN [('value', 0.5), ('p85', 0.85)] AS quantile
GROUP BY stat, quantile.2, scope, dimension, member, grain, period_start
