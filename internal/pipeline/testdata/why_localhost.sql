-- Why aliases on a machine without a name are their people's.
SELECT kind AS name, sentence AS work
FROM golden.identity_links
WHERE alias_id IN (SELECT alias_id FROM golden_private.aliases WHERE endsWith(address, '@localhost.localdomain'))
    OR other_id IN (SELECT alias_id FROM golden_private.aliases WHERE endsWith(address, '@localhost.localdomain'))
ORDER BY name, work
