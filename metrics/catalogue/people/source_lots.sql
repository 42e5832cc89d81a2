-- The lots of ends that a source reaches, for each of its scopes: those after one
-- source's reach and up to the next one's.
SELECT source_reaches.source AS source, scope, after, lots.reach AS reach
FROM source_reaches
INNER JOIN (SELECT source, scopes FROM source_spans) AS scoped ON scoped.source = source_reaches.source
CROSS JOIN
(
    SELECT reach, lagInFrame(reach, 1, toDateTime(0, 'UTC')) OVER (ORDER BY reach ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS after
    FROM (SELECT DISTINCT reach FROM source_reaches)
) AS lots
ARRAY JOIN scopes AS scope
WHERE lots.reach <= source_reaches.reach
