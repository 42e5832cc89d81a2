-- What each KPI gives to the index of one quarter, against a year before.
SELECT area, kpi, present, reason, contribution, without
FROM golden.index_kpis
WHERE compute_id = {compute:UUID} AND scope = {scope:String} AND period_start = {start:DateTime} AND comparison = 'yoy'
ORDER BY area, kpi
