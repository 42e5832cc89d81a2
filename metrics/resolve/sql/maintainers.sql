-- Who is named as a maintainer, and since when.
INSERT INTO maintainers (source, person_id, date)
SELECT a.source, p.person_id, min(a.date)
FROM
(
    SELECT source, date, arrayJoin(maintainer_alias_ids) AS alias_id
    FROM golden.git_areas FINAL
    WHERE deleted = 0 AND NOT gone AND toUnixTimestamp(date) != 0 AND date < {as_of:DateTime}
) AS a
INNER JOIN resolve_people AS p ON p.alias_id = a.alias_id
WHERE NOT p.bot AND p.person_id != toUUID('00000000-0000-0000-0000-000000000000')
GROUP BY a.source, p.person_id
ORDER BY a.source, p.person_id
SETTINGS do_not_merge_across_partitions_select_final = 1
