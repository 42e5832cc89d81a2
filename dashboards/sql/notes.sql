-- What the operator noted, of the scope and those above it, as marks.
SELECT time, text, 'note' AS tags
FROM (SELECT toDateTime(day, 'UTC') AS time, scope, position, text FROM golden.notes)
WHERE (scope = ${scope:sqlstring} OR startsWith(${scope:sqlstring}, concat(scope, '/'))) AND $__timeFilter(time)
ORDER BY time, position, text
