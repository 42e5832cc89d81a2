SELECT scope FROM golden.scopes ORDER BY position, scope
