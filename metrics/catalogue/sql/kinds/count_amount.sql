toFloat64(sum(amounts)) AS value,
sum(items) AS n
