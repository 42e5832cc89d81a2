INSERT INTO business_days (day, ordinal, free)
