-- The items of one part of a source that it is not known to have deleted: what
-- they are is told by their records' keys, their part of forges likewise.
WITH
    (SELECT any(repository) FROM golden.forge_repositories FINAL WHERE source = {source:String} AND {part:String} IN (name, repository)) AS repository
SELECT key
FROM golden.items FINAL
WHERE source = {source:String} AND deleted = 0 AND startsWith(origin, {prefix:String})
    AND multiIf(
        {what:String} IN ('messages', 'responses'), 1,
        {what:String} = 'commits', match(key, '^[0-9a-f]{40}([0-9a-f]{24})?$'),
        {what:String} = 'tags', startsWith(key, 'tag '),
        {what:String} = 'issues', startsWith(key, concat('issue ', repository, ' ')),
        {what:String} = 'changes', startsWith(key, concat('change ', repository, ' ')),
        0)
    AND key NOT IN
    (
        SELECT concat('tag ', name) FROM golden.git_tags FINAL WHERE source = {source:String} AND deleted = 1
        UNION ALL
        SELECT concat(kind, ' ', repository, ' ', toString(number)) FROM golden.forge_issues FINAL WHERE source = {source:String} AND deleted = 1
    )
ORDER BY key
