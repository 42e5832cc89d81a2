-- The scopes to choose from.
SELECT scope FROM golden.scopes ORDER BY position, scope
