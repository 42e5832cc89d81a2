-- Messages, people who wrote and threads started, week by week, bots left out.
SELECT
    toDateTime(toMonday(date), 'UTC') AS week,
    count() AS messages,
    uniqExact(person_id) AS people,
    countIf(starts) AS threads
FROM golden.messages
WHERE date >= {from:DateTime} AND date < {end:DateTime}
    AND NOT bot
    AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', places)
GROUP BY week
ORDER BY week
