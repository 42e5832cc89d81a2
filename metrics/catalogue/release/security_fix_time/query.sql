-- id: security_fix_time
-- title: Time until security fixes
-- question: How long does a reported security problem stay without a public fix?
-- unit: days
-- kind: duration
-- better: lower
-- area: none
-- needs: code
-- looks: now
-- audience: board, manager, analyst
-- version: 2
-- From the report, or where that is not known from the embargo; what has no
-- public fix yet waits on.
SELECT
    scope,
    '' AS dimension,
    '' AS member,
    began AS at,
    toUnixTimestamp(fixed) != 0 AS event,
    dateDiff('second', began, if(event, fixed, {as_of:DateTime('UTC')})) AS seconds,
    advisory AS ref
FROM advisories
ARRAY JOIN scopes AS scope
