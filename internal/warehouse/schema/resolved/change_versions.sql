-- One version of a change: v2 of a series, or what was pushed to a pull request
-- after somebody spoke to it.
CREATE TABLE {{db}}change_versions
(
    change   UInt64,
    version  UInt16 COMMENT 'counted from 1 in the order of their dates, whatever the subject says',
    label    UInt16 COMMENT 'as the subject says: v3 is 3; on a forge as version',
    ref      String COMMENT 'Message-ID of its cover letter, else of its first patch; on a forge the commit that it begins with, of the first the change''s page',
    date     DateTime('UTC'),
    patches  UInt16 COMMENT 'that arrived',
    total    UInt16 COMMENT 'that the subjects announce: the 5 of 2/5; as patches where they announce none',
    first_comment DateTime('UTC') COMMENT 'first foreign, non-bot comment on it that is no approval and no tag; 1970-01-01 for none',
    acked    DateTime('UTC') COMMENT 'when the last of its patches that arrived was acked, on a forge from when it was approved; 1970-01-01 for not all',
    next     DateTime('UTC') COMMENT 'date of the next version; 1970-01-01 for none'
)
ENGINE = MergeTree
ORDER BY (change, version)
SETTINGS {{settings}}
