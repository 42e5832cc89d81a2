-- The lists of a scope in a quarter, with the names of the people in them and
-- the archives of their messages.
SELECT r.kpi AS kpi, r.rank AS rank, r.row AS row, p.name AS person, l.archive_url AS archive
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
LEFT JOIN golden.lists AS l ON l.list = r.list
ORDER BY kpi, rank, row
