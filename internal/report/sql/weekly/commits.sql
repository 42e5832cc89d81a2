-- The commits of a week in all (repository '') and by repository, those of bots
-- and merges left out: how many, by how many people, how many of them were
-- proposed by a mail that is linked to them, and the
-- largest that were not, reverts left out.
SELECT
    place.member AS repository,
    count() AS commits,
    uniqExact(author_id) AS people,
    countIf(linked) AS by_mail,
    arrayMap(one -> one.3, arraySlice(arraySort(one -> (-one.1, one.2),
        groupArrayIf((toInt64(added) + removed, sha, subject), NOT linked AND NOT startsWith(subject, 'Revert "'))), 1, {limit:UInt8})) AS subjects
FROM
(
    SELECT places, author_id, sha, subject, added, removed,
        (source, sha) IN (SELECT source, sha FROM golden.commit_links) AS linked
    FROM golden.commits
    WHERE date >= {start:DateTime} AND date < {end:DateTime} AND NOT merge AND NOT bot
)
ARRAY JOIN places AS place
WHERE place.scope = {scope:String}
GROUP BY repository
ORDER BY commits DESC, repository
