toFloat64(sum(items)) AS value,
sum(items) AS n
