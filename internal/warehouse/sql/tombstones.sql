-- The aliases of people who asked to be forgotten.
SELECT alias_id, person_id, address_id, login_id, name_id, names, bot
FROM golden_private.tombstones FINAL
ORDER BY alias_id
