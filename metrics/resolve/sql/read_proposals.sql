-- What series needs of patches and of what they answer: cover letters do not
-- always say that they are some. Whoever identity has not seen yet is told from
-- others by the alias. The paths come as text, 16 hexadecimal digits each, which
-- a client reads faster than arrays.
WITH
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    (alias, person) -> if(alias = nobody, 0, if(person = nobody, cityHash64(alias), cityHash64(person))) AS who
SELECT
    h.id AS id,
    h.subject AS subject,
    who(h.alias_id, s.person_id) AS sender,
    who(p.author_alias_id, a.person_id) AS author,
    if(p.patch_id = '', 0, cityHash64(p.patch_id)) AS patch,
    if(p.change_id = '', 0, cityHash64(p.change_id)) AS change,
    if(empty(h.named), 0, h.named[-1]) AS top,
    arrayStringConcat(arrayMap(path -> leftPad(hex(cityHash64(path)), 16, '0'), p.paths)) AS paths,
    p.patch_id != '' OR notEmpty(p.paths) AS diff,
    h.quoted_lines > 0 AS quotes,
    arrayStringConcat(l.others, ' ') AS others
FROM
(
    SELECT *
    FROM resolve_heads
    WHERE id IN (SELECT id FROM resolve_patches)
        OR id IN (SELECT parent FROM messages WHERE id IN (SELECT id FROM resolve_patches))
        OR patch AND id IN (SELECT id FROM messages WHERE parent = 0)
) AS h
INNER JOIN resolve_places AS l ON l.place = h.place
LEFT JOIN resolve_patches AS p ON p.id = h.id
LEFT JOIN resolve_people AS s ON s.alias_id = h.alias_id
LEFT JOIN resolve_people AS a ON a.alias_id = p.author_alias_id
ORDER BY h.date, h.id
SETTINGS query_plan_optimize_join_order_limit = 0
