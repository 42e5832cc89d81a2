-- Business days, counted.
CREATE TABLE {{db}}business_days
(
    day     Date,
    ordinal Int32 COMMENT 'business days up to and with this one',
    free    Bool COMMENT 'Saturday, Sunday or holiday'
)
ENGINE = MergeTree
ORDER BY day
SETTINGS {{settings}}
