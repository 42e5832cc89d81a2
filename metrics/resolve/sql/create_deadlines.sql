-- When what began on a day is due, some business days on. From a free day they
-- begin at 00:00 of the next business day; from any other they keep its clock
-- time.
CREATE TABLE resolve_deadlines ENGINE = MergeTree ORDER BY (days, day) AS
SELECT waits.days AS days, start.day AS day, due.day AS due_day, start.free AS free
FROM business_days AS start
CROSS JOIN (SELECT arrayJoin([{answer_days:Int32}, {review_days:Int32}]) AS days) AS waits
INNER JOIN (SELECT day, ordinal FROM business_days WHERE NOT free) AS due ON due.ordinal = start.ordinal + start.free + waits.days
