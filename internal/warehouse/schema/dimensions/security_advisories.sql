-- Security problems with the days that the operator gives; 1970-01-01 for one
-- that is not known.
CREATE TABLE golden.security_advisories
(
    scope       LowCardinality(String),
    scopes      Array(LowCardinality(String)) COMMENT 'the scope and all above it',
    advisory    String,
    reported    Date,
    embargo_set Date,
    fixed       Date COMMENT 'when a fix was public'
)
ENGINE = MergeTree
ORDER BY (scope, advisory)
SETTINGS {{settings}}
