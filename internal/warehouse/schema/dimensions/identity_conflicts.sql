-- Evidence that was not followed, since something speaks against it: people
-- decide.
CREATE TABLE golden.identity_conflicts
(
    alias_id  UUID,
    other_id  UUID COMMENT 'the alias that it might be one person with',
    kind      LowCardinality(String) COMMENT 'of the evidence for it',
    weight    Float32 COMMENT 'of the evidence for it',
    sentence  String COMMENT 'the evidence; holds no address',
    against   String COMMENT 'what speaks against it; holds no address'
)
ENGINE = MergeTree
ORDER BY (alias_id, other_id, kind)
SETTINGS {{settings}}
