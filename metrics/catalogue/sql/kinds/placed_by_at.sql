observations
INNER JOIN period_days ON period_days.day = toDate(observations.at)
