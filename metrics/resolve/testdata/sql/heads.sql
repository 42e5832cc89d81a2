SELECT DISTINCT left(lower(hex(SHA256(ref))), 16) AS head, change
FROM (SELECT ref, change FROM change_versions UNION ALL SELECT ref, change FROM change_patches)
ORDER BY head, change
