-- A row if the store has tables.
SELECT name AS value FROM system.tables WHERE database = 'golden' AND name = 'meta'
