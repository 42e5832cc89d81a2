WITH time -> if(toUnixTimestamp(time) = 0, '-', formatDateTime(time, '%m-%d %T')) AS at
SELECT concat(
    c.ref, ' v', toString(v.version), ' (', toString(v.label), ') ', v.ref, ' ', at(v.date), ' ', toString(v.patches), '/', toString(v.total),
    ' comment ', at(v.first_comment), ' acked ', at(v.acked), ' next ', at(v.next)) AS line
FROM change_versions AS v
INNER JOIN (SELECT id, ref FROM changes) AS c ON c.id = v.change
ORDER BY c.ref, v.version
