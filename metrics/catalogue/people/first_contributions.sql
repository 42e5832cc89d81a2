-- kept by: person_id, root
-- When somebody contributed anywhere in a root scope for the first time, of all
-- sources.
SELECT person_id, scope AS root, min(date) AS first
FROM activity
ARRAY JOIN scopes AS scope
WHERE position(scope, '/') = 0
GROUP BY person_id, root
