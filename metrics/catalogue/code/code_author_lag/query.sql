-- id: code_author_lag
-- title: Author lag
-- question: How long does finished work wait before it reaches the code?
-- unit: days
-- kind: duration
-- better: lower
-- area: none
-- needs: code
-- looks: now
-- audience: manager, analyst
-- chaoss: Change Request Duration
-- version: 2
-- The time from the author's date to the committer's, of commits with both.
-- Nothing waits any more. Clocks that disagree by less than a day give 0; by
-- more, one of the dates is wrong and the commit is left out.
SELECT
    scope,
    dimension,
    member,
    at,
    authored,
    greatest(0, dateDiff('second', authored, at)) AS seconds,
    person_id,
    source,
    ref,
    subject
FROM placed_commits
WHERE toUnixTimestamp(authored) > 0 AND dateDiff('second', authored, at) > -86400
