INSERT INTO change_versions (change, version, label, ref, date, patches, total, first_comment, next)
SELECT
    id, version, version, concat(toString(version), ref), opened + (version - 1) * 400000, 2, 2,
    if(id % 10 < 7, opened + (version - 1) * 400000 + 100000, toDateTime(0)), if(version = 1, opened + 400000, toDateTime(0))
FROM changes
ARRAY JOIN [1, 2] AS version
