-- One comment on an issue, by its author too.
CREATE TABLE {{db}}issue_responses
(
    issue     UInt64,
    ref       String,
    date      DateTime('UTC'),
    person_id UUID,
    bot       Bool,
    foreign   Bool COMMENT 'by another person than the one who opened the issue'
)
ENGINE = MergeTree
ORDER BY (issue, date, ref)
SETTINGS {{settings}}
