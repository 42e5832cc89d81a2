-- Security problems from the day on which they were reported; where that is not
-- known, from the day on which an embargo was set.
INSERT INTO advisories
    (scopes, advisory, began, fixed)
SELECT
    scopes, advisory, toDateTime(if(toUInt16(reported) = 0, embargo_set, reported), 'UTC') AS start,
    if(toDateTime(a.fixed, 'UTC') < {as_of:DateTime('UTC')}, toDateTime(a.fixed, 'UTC'), toDateTime(0, 'UTC'))
FROM golden.security_advisories AS a
WHERE toUnixTimestamp(start) > 0 AND start < {as_of:DateTime('UTC')}
