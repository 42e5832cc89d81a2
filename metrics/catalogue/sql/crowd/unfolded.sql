-- The people of each crowd, one by one.
SELECT {{columns}}
FROM
(
    SELECT *, arrayJoin(bitmapToArray(crowd)) AS number
    FROM
    (
        {{observations}}
    )
) AS unfolded
INNER JOIN numbered_people ON numbered_people.number = unfolded.number
