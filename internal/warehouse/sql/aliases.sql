-- Every alias once, in a total order.
SELECT alias_id, any(name) AS name, any(address) AS address, any(login) AS login
FROM golden_private.aliases FINAL
WHERE deleted = 0
GROUP BY alias_id
ORDER BY alias_id
