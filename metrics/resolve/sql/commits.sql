-- Commits with their people, lines and places. A bot may be the author, who is
-- marked, and is never a co-author.
--
-- An equal patch in another repository counts once in a scope, where it was
-- committed first; within one repository each commit counts, so that a revert
-- and its re-apply are two. Commits without a patch-id (merges, empty ones)
-- are equal if they are the same object. A commit that names one of another
-- repository as its origin is the same patch, whatever had to be adapted. In its
-- own repository everything counts.
INSERT INTO commits
    (source, sha, patch_id, date, authored, author_id, committer_id, co_author_ids, bot, committer_bot, merge, covered,
     subject, added, removed, components, classes, languages, places)
WITH
    picked AS
    (
        SELECT c.source AS source, c.sha AS sha, argMin(if(o.patch_id = '', o.sha, o.patch_id), (t.position, o.member)) AS patch
        FROM (SELECT source, sha, position, value FROM golden.git_trailers FINAL WHERE deleted = 0 AND token = 'Cherry-picked-from') AS t
        INNER JOIN resolve_objects AS c ON c.source = t.source AND c.sha = t.sha
        INNER JOIN resolve_objects AS o ON o.sha = t.value
        WHERE o.member != c.member
        GROUP BY source, sha
    ),
    seen AS
    (
        SELECT
            o.source AS source, o.sha AS sha, o.member AS member, o.scopes AS scopes,
            multiIf(k.patch != '', k.patch, o.patch_id = '', o.sha, o.patch_id) AS patch,
            if(toUnixTimestamp(o.date) = 0, 4294967295, toUnixTimestamp(o.date)) AS at
        FROM resolve_objects AS o
        LEFT JOIN picked AS k ON k.source = o.source AND k.sha = o.sha
    ),
    -- few patches are in several repositories
    shared AS (SELECT * FROM seen WHERE patch IN (SELECT patch FROM seen GROUP BY patch HAVING uniqExact(member) > 1)),
    firsts AS (SELECT scope, patch, argMin(member, (at, member)) AS member FROM shared ARRAY JOIN scopes AS scope GROUP BY scope, patch),
    -- the scopes in which another repository was first
    later AS
    (
        SELECT s.source AS source, s.sha AS sha, groupArray(s.scope) AS scopes
        FROM (SELECT source, sha, member, patch, scope FROM shared ARRAY JOIN scopes AS scope) AS s
        INNER JOIN firsts AS f ON f.scope = s.scope AND f.patch = s.patch
        WHERE f.member != s.member
        GROUP BY s.source, s.sha
    ),
    helped AS
    (
        SELECT
            o.source AS source, o.sha AS sha,
            arraySort(groupUniqArrayIf(n.person_id, n.token IN ('Co-developed-by', 'Co-authored-by') AND NOT n.bot AND n.person_id != o.author_id)) AS co_author_ids,
            max(n.token IN (
                'Reviewed-by', 'Acked-by', 'Reported-and-acked-by', 'Reviewed-and-tested-by', 'Acked-and-tested-by',
                'Tested-and-reviewed-by', 'Tested-and-acked-by') AND NOT n.bot AND n.person_id != o.author_id) AS covered
        FROM resolve_objects AS o
        INNER JOIN resolve_named AS n ON n.source = o.source AND n.sha = o.sha
        GROUP BY o.source, o.sha
    )
SELECT
    o.source, o.sha, o.patch_id, o.date, o.authored, o.author_id, o.committer_id, h.co_author_ids, o.bot, o.committer_bot, o.merge,
    h.covered OR (o.source, o.sha) IN (SELECT source, sha FROM resolve_covered),
    o.subject, l.added, l.removed, l.components, l.classes, l.languages,
    arraySort(arrayFlatten(arrayMap(scope -> if(has(p.scopes, scope), [(scope, o.member)], [(scope, ''), (scope, o.member)]), o.scopes)))
FROM resolve_objects AS o
LEFT JOIN later AS p ON p.source = o.source AND p.sha = o.sha
LEFT JOIN helped AS h ON h.source = o.source AND h.sha = o.sha
LEFT JOIN resolve_lines AS l ON l.source = o.source AND l.sha = o.sha
SETTINGS do_not_merge_across_partitions_select_final = 1
