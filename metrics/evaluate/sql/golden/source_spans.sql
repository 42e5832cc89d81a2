-- A source without a cursor was never collected: its span is empty. What it is
-- first seen to hold is the day of its earliest item that has one.
INSERT INTO source_spans (source, kind, member, scope, scopes, first, covers_from, covers_until, lossy)
WITH
    collected AS
    (
        SELECT source AS collected_source, span_from, span_until, lossy
        FROM golden.spans FINAL
        WHERE deleted = 0
    ),
    seen AS
    (
        SELECT source AS seen_source, min(day) AS first_day
        FROM source_days
        WHERE received > 0 AND day > '1970-01-01'
        GROUP BY seen_source
    )
SELECT source, kind, member, scope, scopes, toDateTime(first_day, 'UTC') AS first, span_from, span_until, lossy
FROM golden.sources
LEFT JOIN collected ON collected_source = source
LEFT JOIN seen ON seen_source = source
ORDER BY source
SETTINGS join_use_nulls = 0
