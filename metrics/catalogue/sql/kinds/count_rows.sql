toFloat64(count()) AS value,
count() AS n
