-- The commits of a week in all (repository '') and by repository, those of bots
-- and merges left out: how many, by how many people, how many of them were
-- proposed by a mail or by a request on a forge that is linked to them, and the
-- largest that were not, reverts left out.
WITH
    proposed AS
    (
        SELECT l.source AS source, l.sha AS sha, max(c.channel = 'mail') AS mail, max(c.channel = 'forge') AS forge
        FROM golden.commit_links AS l
        INNER JOIN golden.change_patches AS p ON p.message = l.message
        INNER JOIN golden.changes AS c ON c.id = p.change
        GROUP BY source, sha
    )
SELECT
    place.member AS repository,
    count() AS commits,
    uniqExact(author_id) AS people,
    countIf(mail) AS by_mail,
    countIf(forge) AS by_forge,
    arrayMap(one -> one.3, arraySlice(arraySort(one -> (-one.1, one.2),
        groupArrayIf((toInt64(added) + removed, sha, subject), NOT mail AND NOT forge AND NOT startsWith(subject, 'Revert "'))), 1, {limit:UInt8})) AS subjects
FROM
(
    SELECT places, author_id, sha, subject, added, removed, p.mail AS mail, p.forge AS forge
    FROM golden.commits AS c
    LEFT JOIN proposed AS p ON p.source = c.source AND p.sha = c.sha
    WHERE date >= {start:DateTime} AND date < {end:DateTime} AND NOT merge AND NOT bot
)
ARRAY JOIN places AS place
WHERE place.scope = {scope:String}
GROUP BY repository
ORDER BY commits DESC, repository
