-- How many items in quarantine have bytes that were kept long enough.
SELECT count() AS items
FROM golden_private.rejects
WHERE fetched_at < {before:DateTime('UTC')} AND bytes != ''
