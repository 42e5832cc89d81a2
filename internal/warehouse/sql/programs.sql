-- Accounts that forges say are programs'.
SELECT DISTINCT login
FROM golden_private.profiles FINAL
WHERE deleted = 0 AND program
ORDER BY login
