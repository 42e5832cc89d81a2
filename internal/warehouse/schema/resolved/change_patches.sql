-- One patch of one version of a change.
CREATE TABLE {{db}}change_patches
(
    change   UInt64,
    version  UInt16,
    number   UInt16 COMMENT 'the 2 of 2/5; 1 for a single patch; of equal ones the last sent stands',
    message  UInt64 COMMENT 'messages.id of its mail',
    ref      String COMMENT 'Message-ID',
    date     DateTime('UTC'),
    subject  String COMMENT 'without prefix tags',
    person_id UUID COMMENT 'author: of the From: line in the body, else the sender',
    patch_id String,
    paths    Array(String)
)
ENGINE = MergeTree
ORDER BY (change, version, number)
SETTINGS {{settings}}
