CREATE TABLE business_days (day Date, ordinal Int32, free Bool) ENGINE = MergeTree ORDER BY day
