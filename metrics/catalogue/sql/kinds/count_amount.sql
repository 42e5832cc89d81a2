toFloat64(sum(amount)) AS value,
count() AS n
