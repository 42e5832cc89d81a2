-- id: mail_org_share
-- title: Shares of organisations in mail
-- question: For whom do those who write work?
-- unit: ratio
-- kind: parts
-- better: none
-- area: none
-- needs: mail
-- looks: now
-- audience: manager, analyst
-- chaoss: Organizational Diversity
-- version: 3
SELECT
    place.scope AS scope,
    'organisation' AS dimension,
    if(date < until, organisation, 'unknown') AS member,
    date AS at,
    written.person_id AS person_id,
    message_id AS ref,
    subject
FROM (SELECT date, person_id, message_id, subject, places FROM messages WHERE NOT bot) AS written
ASOF LEFT JOIN employers ON employers.person_id = written.person_id AND employers.from <= written.date
ARRAY JOIN arrayFilter(one -> one.member = '', places) AS place
