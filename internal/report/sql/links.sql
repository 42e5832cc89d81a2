-- The lists of some messages that have an archive, in the scope's places.
SELECT
    message_id AS ref,
    any(arraySort(arrayMap(place -> toString(place.member), arrayFilter(place -> place.scope = {scope:String} AND place.member != '', places)))) AS lists
FROM golden.messages
WHERE message_id IN {refs:Array(String)}
    AND arrayExists(place -> place.scope = {scope:String}, places)
GROUP BY ref
ORDER BY ref
