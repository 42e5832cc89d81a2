-- What other people than its author decided on a change of a forge, bots left
-- out: 1 approves, -1 asks for changes, 0 is a dismissal of the decision before.
-- Each stands until the same person's next.
CREATE TABLE resolve_decisions ENGINE = MergeTree ORDER BY (change, person_id, date) AS
WITH
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    toDateTime('2106-02-07 06:28:15', 'UTC') AS open,
    given AS
    (
        SELECT a.item AS change, a.person_id AS person_id, a.date AS date, a.id AS review, if(a.kind = 'approval', 1, -1) AS says
        FROM resolve_acts AS a
        INNER JOIN resolve_offers AS o ON o.change = a.item
        WHERE a.kind IN ('approval', 'changes requested') AND NOT a.bot AND a.person_id NOT IN (nobody, o.person_id)
    ),
    said AS
    (
        SELECT change, person_id, date, review, says FROM given
        UNION ALL
        SELECT g.change, g.person_id, d.date, g.review, 0
        FROM resolve_acts AS d
        INNER JOIN given AS g ON g.change = d.item AND g.review = d.subject
        WHERE d.kind = 'dismissal'
    ),
    turns AS
    (
        SELECT *, lagInFrame(review) OVER (PARTITION BY change, person_id ORDER BY date, says = 0, review ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before
        FROM said
    )
SELECT
    change, person_id, date, toInt8(says) AS says,
    leadInFrame(date, 1, open) OVER (PARTITION BY change, person_id ORDER BY date, says = 0, review ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS until
FROM turns
WHERE says != 0 OR before = review
