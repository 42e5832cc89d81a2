-- One mail as one source has it. Cross-posts and archives that overlap give
-- several copies of one message; the view of logical messages joins them.
CREATE TABLE golden.message_copies
(
    source       LowCardinality(String),
    message_id   String COMMENT 'Message-ID without brackets; made from the content where the mail has none (synthetic)',
    fingerprint  UInt64 COMMENT 'of the subject without prefixes and tags, and of the Date header''s day',
    synthetic    Bool,
    alias_id     UUID COMMENT 'the sender: keyed hash, see golden_private.aliases',
    subject      String COMMENT 'decoded, addresses replaced',
    topic        String COMMENT 'subject without reply prefixes and tags, folded',
    reply        Bool COMMENT 'the subject begins with a reply prefix',
    in_reply_to  Array(String),
    refs         Array(String) COMMENT 'References, oldest first',
    list_id      LowCardinality(String) COMMENT 'List-Id header',
    auto         Bool COMMENT 'says of itself that a program wrote it',
    patch        Bool COMMENT 'a patch by its subject or by a diff in it',
    recipients   UInt32,
    bytes        UInt64,
    lines        UInt32,
    quoted_lines UInt32,
    diff_files   UInt32,
    diff_added   UInt32,
    diff_removed UInt32,
    attachments  UInt16,
    cues         Array(LowCardinality(String)) COMMENT 'phrases of its own text that tell what it is for',
    sketch       String COMMENT 'of what a mail that starts a thread is about: MinHash of its words, one byte of each of 128 minima, keyed: none of them can be told from it',
    flags        Array(LowCardinality(String)) COMMENT 'what was odd in the mail',
    utc_offset   Int16 COMMENT 'the sender''s minutes east of UTC',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, message_id, fingerprint)
SETTINGS {{settings}}
