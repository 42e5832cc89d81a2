-- One act on a change after it was opened, by its author too: a mail, or what a
-- forge calls a comment or a review.
CREATE TABLE {{db}}change_responses
(
    change    UInt64,
    version   UInt16,
    number    UInt16 COMMENT 'the patch that it answers; 0 for the cover letter or the change as a whole',
    ref       String COMMENT 'Message-ID, or the change''s page with the kind and number of the act',
    date      DateTime('UTC'),
    person_id UUID,
    bot       Bool,
    foreign   Bool COMMENT 'by another person than the one who opened the change',
    kind      LowCardinality(String) COMMENT 'the first that fits: approval (gives Acked-by, Reviewed-by … or a forge''s approval), tag (gives another tag), withdrawal, comment'
)
ENGINE = MergeTree
ORDER BY (change, date, ref, kind)
SETTINGS {{settings}}
