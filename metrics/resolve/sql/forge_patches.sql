-- The patches of changes of forges: the commits of their latest versions.
INSERT INTO change_patches
    (change, version, number, message, ref, date, subject, person_id, patch_id, paths)
SELECT p.change, v.version, p.number, p.message, p.sha, p.date, p.subject, p.person_id, p.patch_id, p.paths
FROM resolve_pushed AS p
INNER JOIN (SELECT change, max(version) AS version FROM resolve_rounds GROUP BY change) AS v ON v.change = p.change
