-- Why aliases are one person: each piece of evidence that was followed.
CREATE TABLE golden.identity_links
(
    alias_id  UUID,
    other_id  UUID COMMENT 'the alias that it is joined with',
    kind      LowCardinality(String) COMMENT 'address, login, decision, mailmap, name, local part …',
    weight    Float32 COMMENT '0 to 1: how often such evidence is right',
    sentence  String COMMENT 'for people; holds no address'
)
ENGINE = MergeTree
ORDER BY (alias_id, other_id, kind)
SETTINGS {{settings}}
