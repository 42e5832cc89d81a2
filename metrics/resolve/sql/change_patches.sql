-- The patches of each version of a change. Of several with one number the last
-- sent stands.
INSERT INTO change_patches
    (change, version, number, message, ref, date, subject, person_id, patch_id, paths)
WITH
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    -- a subject without reply prefixes and leading [tags]
    subject -> trimBoth(replaceRegexpOne(subject, '^(?i:\\s*(re|aw|sv|antw|tr|res|fwd?)\\s*:|\\s*\\[[^\\]]*\\]:?)+', '')) AS bare
SELECT
    s.change, s.version, s.number, m.id, m.message_id, m.date, bare(m.subject),
    if(a.person_id != nobody, a.person_id, m.person_id), p.patch_id, p.paths
FROM (SELECT id, change, version, number FROM resolve_series WHERE role = 'patch') AS s
INNER JOIN (SELECT id, message_id, date, subject, person_id FROM messages WHERE id IN (SELECT id FROM resolve_series)) AS m ON m.id = s.id
LEFT JOIN resolve_patches AS p ON p.id = s.id
LEFT JOIN resolve_people AS a ON a.alias_id = p.author_alias_id
ORDER BY s.change, s.version, s.number, m.date DESC, m.id DESC
LIMIT 1 BY s.change, s.version, s.number
SETTINGS query_plan_optimize_join_order_limit = 0
