-- The patches of each version of a change. Of several with one number the last
-- sent stands.
INSERT INTO change_patches
    (change, version, number, message, ref, date, subject, person_id, patch_id, paths)
WITH
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    -- a subject without reply prefixes and leading [tags]
    subject -> trimBoth(replaceRegexpOne(subject, '^(?i:\\s*(re|aw|sv|antw|tr|res|fwd?)\\s*:|\\s*\\[[^\\]]*\\]:?)+', '')) AS bare
SELECT
    s.change, s.version, s.number, s.id, s.ref, s.date, bare(s.subject),
    if(a.person_id != nobody, a.person_id, s.person_id), p.patch_id, p.paths
FROM (SELECT * FROM resolve_sent WHERE role = 'patch') AS s
LEFT JOIN resolve_patches AS p ON p.id = s.id
LEFT JOIN resolve_people AS a ON a.alias_id = p.author_alias_id
ORDER BY s.change, s.version, s.number, s.date DESC, s.id DESC
LIMIT 1 BY s.change, s.version, s.number
SETTINGS query_plan_optimize_join_order_limit = 0
