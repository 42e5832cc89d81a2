-- Areas of paths for changes, which name paths but no repository: those of all
-- repositories of the same community.
CREATE TABLE resolve_areas ENGINE = MergeTree ORDER BY (root, path) AS
SELECT DISTINCT splitByChar('/', s.scope)[1] AS root, p.path AS path, place.1 AS area, place.2 AS since, place.3 AS until
FROM (SELECT member, path, areas, since, until FROM resolve_paths WHERE notEmpty(areas)) AS p
ARRAY JOIN arrayZip(p.areas, p.since, p.until) AS place
INNER JOIN golden.sources AS s ON s.member = p.member
