-- A change in each place where it counts, by its channel and by its kind; not
-- those of bots. RFCs, backports and patches for other projects stand under
-- their kind alone.
SELECT
    kept.1 AS scope,
    kept.2 AS dimension,
    kept.3 AS member,
    id,
    channel,
    person_id,
    ref,
    title AS subject,
    opened,
    versions,
    patches,
    merged_patches,
    merged,
    closed,
    closed_as,
    first_response,
    first_response_person_id,
    deadline,
    component,
    arraySort(arrayDistinct(arrayFilter(list -> list != '' AND channel = 'mail', arrayMap(one -> toString(one.member), places)))) AS lists
FROM changes
ARRAY JOIN arrayFlatten(arrayMap(
    place -> arrayConcat(
        [(place.scope, 'kind', toString(kind))],
        if(kind = 'change', [(place.scope, '', ''), (place.scope, 'channel', toString(channel))], [])),
    arrayFilter(place -> place.member = '', places)
)) AS kept
WHERE NOT bot
