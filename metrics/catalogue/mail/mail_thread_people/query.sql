-- id: mail_thread_people
-- title: People per thread
-- question: How many people take part in a conversation?
-- unit: people
-- kind: level
-- better: none
-- area: products
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- version: 1
-- One observation for each thread that is 30 days old, with the people who
-- wrote in it during those days. A thread of nobody known says nothing.
WITH observations AS (
    SELECT
        place.scope AS scope,
        if(place.member = '', '', 'list') AS dimension,
        place.member AS member,
        date AS at,
        person_id,
        ref,
        subject,
        people
    FROM
    (
        SELECT id, date, person_id, message_id AS ref, subject, places
        FROM threads
        WHERE NOT bot AND date + INTERVAL 30 DAY <= {as_of:DateTime('UTC')}
    ) AS begun
    INNER JOIN
    (
        SELECT thread AS id, uniqExact(person_id) AS people
        FROM messages
        INNER JOIN (SELECT id AS thread, date AS started FROM threads) AS begins ON begins.thread = messages.thread
        WHERE NOT bot AND date < started + INTERVAL 30 DAY AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
        GROUP BY thread
    ) AS taking ON taking.id = begun.id
    ARRAY JOIN places AS place
)
SELECT
    quantile.1 AS stat,
    scope,
    dimension,
    member,
    grain,
    period_start,
    toFloat64(golden_quantile(sizes, quantile.2)) AS value,
    length(sizes) AS n
FROM
(
    SELECT scope, dimension, member, grain, period_start, groupArray(people) AS sizes
    FROM observations
    INNER JOIN period_days ON period_days.day = toDate(observations.at)
    WHERE at + INTERVAL 30 DAY <= looked
    GROUP BY scope, dimension, member, grain, period_start
)
ARRAY JOIN [('value', 0.5), ('p85', 0.85)] AS quantile
