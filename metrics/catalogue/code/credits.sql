-- Author and co-authors of a commit get one credit each, an author who is a bot
-- none; co-authors are people.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'repository') AS dimension,
    place.member AS member,
    date AS at,
    person_id,
    source,
    sha AS ref,
    subject,
    classes
FROM commits
ARRAY JOIN places AS place
ARRAY JOIN arrayDistinct(arrayConcat(if(bot, [], [author_id]), co_author_ids)) AS person_id
WHERE NOT merge AND person_id != toUUID('00000000-0000-0000-0000-000000000000')
