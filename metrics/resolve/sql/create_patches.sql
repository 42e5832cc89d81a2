-- What each message proposes: of copies that differ the one whose diff is
-- whole, then of the first source by name.
CREATE TABLE resolve_patches ENGINE = MergeTree ORDER BY id AS
SELECT id, best.1 AS patch_id, best.2 AS paths, best.3 AS author_alias_id, best.4 AS change_id
FROM
(
    SELECT
        cityHash64(message_id, fingerprint) AS id,
        argMin((patch_id, paths, author_alias_id, change_id), (patch_id = '', source)) AS best
    FROM golden.message_patches FINAL
    WHERE deleted = 0 AND date < {as_of:DateTime} AND source IN (SELECT source FROM golden.sources)
    GROUP BY id
)
SETTINGS do_not_merge_across_partitions_select_final = 1
