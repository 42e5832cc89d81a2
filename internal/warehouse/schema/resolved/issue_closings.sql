-- One time that an issue was closed.
CREATE TABLE {{db}}issue_closings
(
    issue     UInt64,
    closed    DateTime('UTC'),
    person_id UUID,
    bot       Bool,
    foreign   Bool COMMENT 'by another person than the one who opened it, as far as is known',
    reopened  DateTime('UTC') COMMENT 'when it was opened again; 1970-01-01 for not'
)
ENGINE = MergeTree
ORDER BY (issue, closed)
SETTINGS {{settings}}
