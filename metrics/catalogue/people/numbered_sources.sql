-- Sources in each of their scopes, by numbers in the order of their names.
SELECT source, arrayJoin(scopes) AS scope, toUInt32(dense_rank() OVER (ORDER BY source)) AS teller
FROM source_spans
