-- Ten sources in eight scopes and the root.
INSERT INTO source_spans (source, kind, member, scope, scopes, first, covers_from, covers_until)
SELECT
    concat('s', toString(number)) AS source, if(number < 4, 'mail', 'code') AS kind, source AS member,
    concat('c/', toString(number % 8)) AS scope, [scope, 'c'] AS scopes,
    toDateTime('2004-01-01', 'UTC'), toDateTime('2004-01-01', 'UTC'), {as_of:DateTime('UTC')}
FROM numbers(10)
