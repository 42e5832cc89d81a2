-- kept by: source, span
-- What a source shows of somebody in a span: how many contributions that no other
-- source shows, those that others show, too, whether mails are among them, and
-- when the first and the last was.
SELECT number, source, span, single, shared, mails, first, last
FROM
(
    SELECT
        person_id,
        source,
        span,
        toUInt32(countIf(NOT repeated)) AS single,
        groupArrayIf(work, repeated) AS shared,
        max(kind = 'message') AS mails,
        min(date) AS first,
        max(date) AS last
    FROM employed_activity
    INNER JOIN day_spans ON day_spans.day = toDate(employed_activity.date)
    GROUP BY person_id, source, span
) AS spans
INNER JOIN numbered_people ON numbered_people.person_id = spans.person_id
