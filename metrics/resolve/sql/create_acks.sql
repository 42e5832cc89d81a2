-- Who approves in which mail, people only: in an answer its sender, in a patch
-- those who approved of an earlier version of it. This list is the definition
-- of an approval; the other review tags are tags.
CREATE TABLE resolve_acks ENGINE = MergeTree ORDER BY (id, person_id) AS
SELECT DISTINCT cityHash64(t.message_id, t.fingerprint) AS id, w.person_id AS person_id
FROM
(
    SELECT message_id, fingerprint, alias_id
    FROM golden.message_trailers FINAL
    WHERE deleted = 0
        AND source IN (SELECT source FROM golden.sources)
        AND token IN (
            'Acked-by', 'Reviewed-by', 'Approved-by', 'Reported-and-acked-by', 'Reviewed-and-tested-by', 'Acked-and-tested-by',
            'Tested-and-reviewed-by', 'Tested-and-acked-by')
) AS t
INNER JOIN resolve_people AS w ON w.alias_id = t.alias_id
WHERE NOT w.bot
SETTINGS do_not_merge_across_partitions_select_final = 1
