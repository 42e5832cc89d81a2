-- Changes of the total by their authors: newcomers, who contributed to the root
-- scope for the first time within the year before, and regulars. In the first
-- year that anything is known of nobody can be told to be new.
SELECT
    changed.scope AS scope,
    'cohort' AS dimension,
    if(changed.opened < begun.first + INTERVAL 1 YEAR, 'newcomers', 'regulars') AS member,
    changed.opened AS opened,
    changed.person_id AS person_id,
    changed.ref AS ref,
    changed.subject AS subject,
    changed.first_response AS first_response
FROM (SELECT * FROM placed_changes WHERE dimension = '') AS changed
INNER JOIN (SELECT person_id, root, first, min(first) OVER (PARTITION BY root) AS earliest FROM first_contributions) AS begun
    ON begun.person_id = changed.person_id AND begun.root = substringIndex(changed.scope, '/', 1)
WHERE changed.opened >= begun.earliest + INTERVAL 1 YEAR
