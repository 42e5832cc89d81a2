-- kept by: number
-- People by numbers in the order of their ids, which are quicker to group by and
-- to compare.
SELECT person_id, toUInt32(row_number() OVER (ORDER BY person_id)) AS number
FROM (SELECT DISTINCT person_id FROM activity WHERE NOT bot)
