-- id: mail_threads_started
-- title: Threads started
-- question: How many conversations begin on the lists?
-- unit: threads
-- kind: count
-- better: none
-- area: products
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- apart: organisation
-- version: 4
SELECT
    kept.1 AS scope,
    kept.2 AS dimension,
    kept.3 AS member,
    date AS at,
    person_id,
    message_id AS ref,
    subject
FROM threads
ARRAY JOIN arrayConcat(
    arrayMap(place -> (place.scope, if(place.member = '', '', 'list'), toString(place.member)), places),
    arrayMap(place -> (place.scope, 'class', toString(class)), arrayFilter(place -> place.member = '', places))
) AS kept
WHERE NOT bot
