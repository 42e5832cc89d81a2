-- id: release_slip
-- title: Slip of releases
-- question: How late do releases come?
-- unit: days
-- kind: duration
-- better: lower
-- area: none
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- version: 1
-- Final releases of the period that had been planned, in whole days against the
-- first date that was decided for each; an early one has a negative slip.
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    date AS at,
    planned,
    last,
    dates,
    toInt64(dateDiff('day', planned, toDate(date))) * 86400 AS seconds,
    release AS ref
FROM planned_releases
ARRAY JOIN scopes AS scope
