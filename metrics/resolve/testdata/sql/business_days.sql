-- 2020-01-01 is free, as in the deadlines of kpi-vectors.md.
INSERT INTO business_days (day, ordinal, free)
WITH toDate('2019-12-02') + number AS date, toDayOfWeek(date) > 5 OR date IN ('2019-12-25', '2019-12-26', '2020-01-01') AS off
SELECT date, sum(NOT off) OVER (ORDER BY date), off
FROM numbers(366)
