-- Comments on issues of forges, by their authors too.
INSERT INTO issue_responses
    (issue, ref, date, person_id, bot, foreign)
SELECT a.item, concat(i.url, ' ', a.kind, ' ', a.id), a.date, a.person_id, a.bot, a.person_id != i.person_id
FROM (SELECT * FROM resolve_acts WHERE kind = 'comment') AS a
INNER JOIN (SELECT id, url, person_id FROM resolve_items WHERE kind = 'issue') AS i ON i.id = a.item
