-- The lists of a scope in a quarter, with the names of the people in them, for
-- whom they worked at its end, and the archives of their messages.
SELECT r.kpi AS kpi, r.rank AS rank, r.row AS row, p.name AS person, if(o.name = '', e.employer, o.name) AS organisation, l.archive_url AS archive
FROM
(
    SELECT
        kpi, rank, row,
        toUUIDOrZero(JSONExtractString(row, 'person_id')) AS person_id,
        JSONExtract(row, 'lists', 'Array(String)')[1] AS list
    FROM golden.kpi_rows
    WHERE compute_id = {compute:UUID} AND scope = {scope:String} AND grain = 'quarter' AND period_start = {start:DateTime}
) AS r
LEFT JOIN golden.people AS p ON p.person_id = r.person_id
LEFT JOIN
(
    SELECT person_id, argMax(organisation, from) AS employer
    FROM golden.employers
    WHERE from < addQuarters({start:DateTime}, 1) AND until >= addQuarters({start:DateTime}, 1) AND organisation != 'independent'
    GROUP BY person_id
) AS e ON e.person_id = r.person_id
LEFT JOIN golden.organisations AS o ON o.organisation = e.employer
LEFT JOIN golden.lists AS l ON l.list = r.list
ORDER BY kpi, rank, row
