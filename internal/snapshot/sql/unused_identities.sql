SELECT DISTINCT map
FROM golden.identity_maps
WHERE map NOT IN (SELECT identities FROM golden.snapshots)
ORDER BY map
