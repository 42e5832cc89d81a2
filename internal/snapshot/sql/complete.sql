-- How much of the closed quarter is known and complete, and which sources miss
-- some of it.
SELECT
    (SELECT count() FROM golden.kpi_values
        WHERE compute_id = {compute:UUID} AND grain = 'quarter' AND period_start = {start:DateTime('UTC')}
            AND dimension = '' AND stat = 'value' AND value IS NOT NULL) AS known,
    (SELECT count() FROM golden.kpi_values
        WHERE compute_id = {compute:UUID} AND grain = 'quarter' AND period_start = {start:DateTime('UTC')}
            AND dimension = '' AND stat = 'value' AND value IS NOT NULL AND complete) AS complete,
    (SELECT arraySort(groupArray(toString(source))) FROM golden.computed_sources
        WHERE compute_id = {compute:UUID} AND span_until < {end:DateTime('UTC')}) AS lacking
