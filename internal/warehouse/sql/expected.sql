-- What a source's collector stated as expected, and what of that was received.
SELECT toUInt64(sum(expected)) AS origin, toUInt64(sum(received)) AS stored, toUInt64(sum(greatest(expected, received) - received)) AS missing
FROM golden.days_received
WHERE source = {source:String}
HAVING origin > 0
