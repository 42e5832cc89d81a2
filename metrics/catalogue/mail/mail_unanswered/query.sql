-- id: mail_unanswered
-- title: Unanswered threads
-- question: How many people still wait for an answer?
-- unit: threads
-- kind: count
-- better: lower
-- area: products
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- apart: organisation
-- version: 4
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'list') AS dimension,
    place.member AS member,
    grain,
    period_start,
    instant - 1 AS at,
    started AS acted,
    person_id,
    ref,
    subject
FROM waiting_threads
ARRAY JOIN places AS place
