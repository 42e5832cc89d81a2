-- Bytes in quarantine that were kept long enough. Their rows stay, and count.
ALTER TABLE golden_private.rejects UPDATE bytes = '' WHERE fetched_at < {before:DateTime('UTC')} AND bytes != ''
SETTINGS mutations_sync = 1
