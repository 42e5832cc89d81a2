-- Texts of mails that are gone.
INSERT INTO golden_private.message_text
SELECT * REPLACE (1 AS deleted, {fetched:DateTime('UTC')} AS fetched_at, {run:UUID} AS run)
FROM golden_private.message_text AS stored FINAL
WHERE stored.source = {source:String} AND stored.deleted = 0 AND (message_id, fingerprint) IN
(
    SELECT message_id, fingerprint
    FROM golden.message_copies FINAL
    WHERE source = {source:String} AND deleted = 1
)
