INSERT INTO change_states (change, state, from, until)
SELECT id, piece.1, piece.2, piece.3
FROM changes
ARRAY JOIN [
    ('waiting-for-reviewer', opened, opened + 100000), ('waiting-for-author', opened + 100000, opened + 400000),
    ('waiting-for-reviewer', opened + 400000, if(merged = 0, opened + 400000 + 7776000, merged)),
    ('stalled', opened + 400000 + 7776000, if(merged = 0, closed, opened))] AS piece
WHERE piece.2 < piece.3
