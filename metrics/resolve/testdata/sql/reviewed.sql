WITH time -> if(toUnixTimestamp(time) = 0, '-', formatDateTime(time, '%m-%d %T')) AS at
SELECT concat(
    ref, ' ', kind, ' ', toString(merged_patches), '/', toString(patches), ' merged ', at(merged), ' closed ', at(closed), ' first ', at(first_response), ': ',
    arrayStringConcat(arrayMap(s -> s.2 || ' ' || at(s.1), states), ', ')) AS line
FROM changes AS c
LEFT JOIN (SELECT change, arraySort(groupArray((from, state))) AS states FROM change_states GROUP BY change) AS s ON s.change = c.id
ORDER BY ref
