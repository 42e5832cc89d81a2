-- A commit in each place where it counts; neither merges nor those of bots.
SELECT
    place.scope AS scope,
    if(place.member = '', '', 'repository') AS dimension,
    place.member AS member,
    date AS at,
    authored,
    author_id AS person_id,
    committer_id,
    committer_bot,
    source,
    sha AS ref,
    subject,
    classes,
    covered,
    added,
    removed
FROM commits
ARRAY JOIN places AS place
WHERE NOT merge AND NOT bot
