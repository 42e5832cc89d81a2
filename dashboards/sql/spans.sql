-- The time that each source speaks for.
SELECT
    c.source AS `Source`,
    c.type AS `Type`,
    c.member AS `List or repository`,
    c.scope AS `Scope`,
    if(s.span_from = toDateTime(0, 'UTC'), NULL, s.span_from) AS `Whole from`,
    if(s.span_until = toDateTime(0, 'UTC'), NULL, s.span_until) AS `Seen until`,
    v.coverage AS `Coverage`
FROM golden.sources AS c
LEFT JOIN (SELECT source, span_from, span_until FROM golden.spans FINAL WHERE deleted = 0) AS s ON s.source = c.source
LEFT JOIN (SELECT source, toNullable(coverage) AS coverage FROM golden.sources_covered) AS v ON v.source = c.source
ORDER BY `Seen until` NULLS FIRST, c.source
