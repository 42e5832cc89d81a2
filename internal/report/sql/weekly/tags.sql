-- Review tags given in a week, by kind, and the names of those who gave them to
-- other people's changes.
SELECT
    token,
    count() AS tags,
    arraySort(arrayFilter(name -> name != '', groupUniqArrayIf(people.name, given.foreign))) AS names
FROM golden.tags_given AS given
LEFT JOIN golden.people AS people ON people.person_id = given.person_id
WHERE given.date >= {start:DateTime} AND given.date < {end:DateTime} AND NOT given.bot
    AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', given.places)
GROUP BY token
ORDER BY tags DESC, token
