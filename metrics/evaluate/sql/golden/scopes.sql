INSERT INTO scopes (scope, history_complete)
SELECT scope, history_complete
FROM golden.scopes
ORDER BY scope
