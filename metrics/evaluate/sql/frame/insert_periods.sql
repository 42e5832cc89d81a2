INSERT INTO periods (grain, period_start, period_end, label, looked)
