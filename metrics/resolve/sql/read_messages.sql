-- What threading needs of every message, and the class of a thread that it
-- would start: a value of resolve_links.class.
SELECT
    h.id AS id,
    h.mail AS mail,
    toUInt32(h.date) AS date,
    multiIf(
        h.patch AND NOT h.reply, 1,
        p.announce OR match(h.subject, '(?i)\\[ann(ounce(ment)?)?\\]'), 2,
        p.users OR match(h.subject, '\\?\\s*$'), 3,
        4)::Int8 AS class
FROM resolve_heads AS h
INNER JOIN resolve_places AS p ON p.sources = h.sources
ORDER BY h.date, h.id
