-- What a patch mail, or the cover letter of a series, says of the change that
-- it proposes.
CREATE TABLE golden.message_patches
(
    source          LowCardinality(String),
    message_id      String,
    fingerprint     UInt64,
    patch_id        String COMMENT 'as git patch-id --stable; empty without a diff, or where the mail broke it',
    paths           Array(String) COMMENT 'touched by the diff, sorted; addresses replaced',
    author_alias_id UUID COMMENT 'of a From: line that begins the body; zero where the sender wrote it',
    change_id       String COMMENT 'change-id trailer of b4',
    base_commit     String COMMENT 'base-commit trailer of git format-patch',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, message_id, fingerprint)
SETTINGS {{settings}}
