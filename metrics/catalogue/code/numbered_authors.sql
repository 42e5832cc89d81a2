-- Authors by numbers in the order of their ids, which are quicker to group by
-- and to compare.
SELECT person_id, toUInt32(row_number() OVER (ORDER BY person_id)) AS number
FROM
(
    SELECT DISTINCT author_id AS person_id
    FROM commits
    WHERE author_id != toUUID('00000000-0000-0000-0000-000000000000')
)
