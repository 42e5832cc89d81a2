-- One security problem of which it is known when those who fix it heard of it.
CREATE TABLE {{db}}advisories
(
    scopes   Array(LowCardinality(String)) COMMENT 'that of the operator''s file and all above it',
    advisory String,
    began    DateTime('UTC') COMMENT 'the day on which it was reported, else that on which an embargo was set',
    fixed    DateTime('UTC') COMMENT 'the day on which a fix was public; 1970-01-01 for not yet'
)
ENGINE = MergeTree
ORDER BY (began, advisory, scopes)
SETTINGS {{settings}}
