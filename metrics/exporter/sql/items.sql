-- Items received, by what became of them.
SELECT source, stored, duplicates, quarantined
FROM golden.balance
ORDER BY source
