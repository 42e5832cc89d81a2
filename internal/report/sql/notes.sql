-- The notes of a scope, of what it is a part of and of its parts.
SELECT n.day AS day, n.scope AS scope, n.text AS text, s.title AS title
FROM golden.computed_notes AS n
LEFT JOIN
(
    SELECT scope, title FROM golden.computed_scopes WHERE compute_id = {compute:UUID}
) AS s ON s.scope = n.scope
WHERE n.compute_id = {compute:UUID}
  AND (n.scope = {scope:String} OR startsWith(n.scope, concat({scope:String}, '/')) OR startsWith({scope:String}, concat(n.scope, '/')))
ORDER BY day, scope, n.position, text
