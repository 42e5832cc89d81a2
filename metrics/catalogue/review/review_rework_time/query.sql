-- id: review_rework_time
-- title: Time to the next version
-- question: How long do authors take to answer a comment with a new version?
-- unit: hours
-- kind: duration
-- better: lower
-- area: products
-- needs: mail|forge
-- looks: now
-- audience: manager, analyst
-- apart: organisation
-- version: 4
-- A comment on what was over, or superseded for a day, asks for no version.
SELECT
    scope,
    dimension,
    member,
    first_comment AS at,
    opened AS acted,
    person_id,
    version_ref AS ref,
    subject,
    version,
    toUnixTimestamp(next) != 0 AS event,
    if(event, greatest(0, dateDiff('second', first_comment, next)), dateDiff('second', first_comment, {as_of:DateTime('UTC')})) AS seconds
FROM
(
    SELECT change, version, ref AS version_ref, first_comment, next
    FROM change_versions
    WHERE toUnixTimestamp(first_comment) != 0 AND (toUnixTimestamp(next) = 0 OR next > first_comment - 86400)
) AS commented
INNER JOIN placed_changes ON placed_changes.id = commented.change
WHERE (toUnixTimestamp(merged) = 0 OR merged > first_comment) AND (toUnixTimestamp(closed) = 0 OR closed > first_comment)
