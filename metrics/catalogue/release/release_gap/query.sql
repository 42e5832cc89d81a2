-- id: release_gap
-- title: Time between point releases
-- question: How long do users of a line wait for its next release?
-- unit: days
-- kind: duration
-- better: none
-- area: none
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Release Frequency
-- version: 2
-- Gaps that end in the period, each to the previous final release of the same
-- line (x.y) of the same repository, in whichever clone. The first release of a line ends none.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'repository') AS dimension,
    place.member AS member,
    date AS at,
    previous,
    dateDiff('second', previous, date) AS seconds,
    line,
    source,
    name AS ref
FROM (
    SELECT
        *,
        arrayFirst(place -> place.member != '', places).member AS repository,
        lagInFrame(date, 1, toDateTime(0, 'UTC')) OVER (PARTITION BY repository, line ORDER BY date, name) AS previous
    FROM releases
    WHERE kind = 'final'
)
ARRAY JOIN places AS place
WHERE toUnixTimestamp(previous) > 0
