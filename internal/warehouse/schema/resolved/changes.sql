-- One change: a patch series by mail, with all its versions, or a pull request
-- of a forge. Versions are superseded, changes are not.
CREATE TABLE {{db}}changes
(
    id        UInt64 COMMENT 'of the mail that opened it: messages.id; a forge''s is of repository and number',
    channel   LowCardinality(String) COMMENT 'mail or forge',
    kind      LowCardinality(String) COMMENT 'change, or what stays out of the headline: rfc, backport, foreign (for another project)',
    ref       String COMMENT 'Message-ID of the mail that opened it, or the change''s page',
    title     String,
    person_id UUID COMMENT 'who opened it',
    bot       Bool,
    opened    DateTime('UTC') COMMENT 'a forge''s draft when it was made ready',
    versions  UInt16,
    patches   UInt16 COMMENT 'of the latest version',
    merged_patches UInt16 COMMENT 'patches of the latest version that were linked to a commit; all of a forge''s that was merged',
    merged    DateTime('UTC') COMMENT 'committer date of the first of them, on a forge as that says; 1970-01-01 for not merged',
    closed    DateTime('UTC') COMMENT '1970-01-01 for not closed; never set for a merged one, nor for one that was taken up again',
    closed_as LowCardinality(String) COMMENT 'withdrawn (by who opened it), closed (on a forge, by another), inactive (by mail: 180 days without activity), or empty',
    first_response DateTime('UTC') COMMENT 'first foreign, non-bot comment, approval, tag, merge or close; 1970-01-01 for none yet',
    first_response_person_id UUID COMMENT 'zero for a merge or close',
    deadline  DateTime('UTC') COMMENT '2 business days after it was opened',
    last_activity DateTime('UTC'),
    component String COMMENT 'area of MAINTAINERS or CODEOWNERS at the time it was opened, else top-level directory, that most of its touched paths share',
    places    Array(Tuple(scope LowCardinality(String), member LowCardinality(String))),
    sources   Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (opened, id)
SETTINGS {{settings}}
