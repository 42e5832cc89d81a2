-- The repositories of a scope on forges, and their pages: links lead nowhere else.
SELECT DISTINCT r.name AS name, r.url AS page
FROM golden.forge_repositories AS r FINAL
INNER JOIN golden.sources AS s ON s.source = r.source
WHERE r.deleted = 0 AND r.url != '' AND has(s.scopes, {scope:String})
ORDER BY page, name
