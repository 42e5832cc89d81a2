-- Who writes by the clock: from an alias at least 100 hours with mails, on at least
-- 20 days, and nine of ten of these hours, and of the mails, hold one and the same
-- minute of the hour. Minutes begin every 30 seconds, so that a job that runs about
-- the turn of one does not escape. Midnight stands for no time of the day.
WITH dated AS
(
    SELECT alias_id, toUInt32(toUnixTimestamp(date)) AS at
    FROM golden.message_copies FINAL
    WHERE deleted = 0 AND date_source = 'date header' AND toUnixTimestamp(date) % 86400 != 0
    GROUP BY alias_id, at
)
SELECT busy.alias_id AS alias_id, any(busy.hours) AS hours, max(least(hit / busy.hours, inside / mails)) AS share
FROM
(
    SELECT alias_id, uniqExact(intDiv(at, 3600)) AS hours, count() AS mails
    FROM dated
    GROUP BY alias_id
    HAVING hours >= 100 AND uniqExact(intDiv(at, 86400)) >= 20
) AS busy
INNER JOIN
(
    SELECT alias_id, begins, uniqExact(intDiv(at - begins, 3600)) AS hit, count() AS inside
    FROM (SELECT alias_id, at, arrayJoin([intDiv(at % 3600, 30), (intDiv(at % 3600, 30) + 119) % 120]) * 30 AS begins FROM dated)
    GROUP BY alias_id, begins
) AS minutes ON minutes.alias_id = busy.alias_id
GROUP BY alias_id
HAVING share >= 0.9
ORDER BY alias_id
