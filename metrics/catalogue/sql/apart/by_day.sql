-- All of it, and once more by the organisation that each person worked for then.
WITH whole AS
(
    {{observations}}
)
SELECT {{columns}}
FROM whole
UNION ALL
SELECT {{columns}}
FROM
(
    SELECT part.* REPLACE ('organisation' AS dimension, if(part.{{then}} < employers.until, employers.organisation, 'unknown') AS member)
    FROM (SELECT * FROM whole WHERE dimension = '') AS part
    ASOF LEFT JOIN employers ON employers.person_id = part.person_id AND employers.from <= part.{{then}}
)
