-- Every alias once, in a total order; claimed where it posts on a network, or is
-- named there.
SELECT
    alias_id, any(name) AS name, any(address) AS address, any(login) AS login,
    alias_id IN (SELECT author_alias_id FROM golden.posts UNION DISTINCT SELECT original_alias_id FROM golden.posts) AS claimed
FROM golden_private.aliases FINAL
WHERE deleted = 0
GROUP BY alias_id
ORDER BY alias_id
