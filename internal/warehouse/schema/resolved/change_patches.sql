-- One patch of one version of a change: a mail, or a commit of a forge's change,
-- of which the latest version alone is known.
CREATE TABLE {{db}}change_patches
(
    change   UInt64,
    version  UInt16,
    number   UInt16 COMMENT 'the 2 of 2/5; 1 for a single patch; of equal ones the last sent stands',
    message  UInt64 COMMENT 'of its mail: messages.id; of a forge''s commit a number of its own',
    ref      String COMMENT 'Message-ID, or the commit''s object id',
    date     DateTime('UTC'),
    subject  String COMMENT 'without prefix tags',
    person_id UUID COMMENT 'author: of the From: line in the body, else the sender; of a commit its author',
    patch_id String,
    paths    Array(String)
)
ENGINE = MergeTree
ORDER BY (change, version, number)
SETTINGS {{settings}}
