INSERT INTO golden.computed_scopes (compute_id, scope, title, position, synthetic)
SELECT
    {compute:UUID}, scope, title, position,
    scope IN (SELECT arrayJoin(scopes) FROM golden.sources WHERE synthetic)
FROM golden.scopes
ORDER BY scope
