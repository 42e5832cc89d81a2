-- A source covers a period if it misses nothing from the start to the end. A
-- period that runs is covered by what was seen within the last week: as_of is
-- never the second at which every source was read, and a list may be quiet. A
-- source is young for four quarters from the first that it covers, unless it
-- begins with the community.
INSERT INTO source_periods (source, kind, grain, period_start, covered, young, coverage)
WITH
    tellers AS
    (
        SELECT source AS teller, max(expected) > 0 AS tells
        FROM source_days
        GROUP BY source
    ),
    sums AS
    (
        SELECT
            source_days.source AS teller,
            period_days.grain AS of_grain,
            period_days.period_start AS of_start,
            sumIf(received, expected > 0) AS got,
            sum(expected) AS due
        FROM source_days
        INNER JOIN period_days ON period_days.day = source_days.day
        GROUP BY teller, of_grain, of_start
    ),
    whole AS
    (
        SELECT DISTINCT source AS complete
        FROM source_spans
        CROSS JOIN scopes
        WHERE covers_from = toDateTime(0)
            OR scopes.history_complete
            AND (source_spans.scope = scopes.scope OR startsWith(source_spans.scope, concat(scopes.scope, '/')))
    ),
    pairs AS
    (
        SELECT
            source, kind, covers_from, covers_until, grain, period_start, period_end,
            -- the whole days of the running quarter are over, and it still runs
            period_end > {as_of:DateTime('UTC')} - if(grain = 'quarter_to_date', INTERVAL 7 DAY, INTERVAL 0 DAY) AS runs
        FROM source_spans
        CROSS JOIN periods
    )
SELECT
    source,
    kind,
    grain,
    period_start,
    covers_from <= period_start
        AND covers_until > period_start
        AND covers_until >= if(runs, {as_of:DateTime('UTC')} - INTERVAL 7 DAY, period_end) AS covered,
    source NOT IN (SELECT complete FROM whole)
        AND period_start < addMonths(toStartOfQuarter(covers_from - INTERVAL 1 SECOND), 15) AS young,
    multiIf(
        NOT tells, NULL,
        due = 0, 1,
        golden_round12(least(1, got / due))
    ) AS coverage
FROM pairs
LEFT JOIN tellers ON tellers.teller = pairs.source
LEFT JOIN sums ON sums.teller = pairs.source AND of_grain = grain AND of_start = period_start
ORDER BY source, grain, period_start
SETTINGS join_use_nulls = 0
