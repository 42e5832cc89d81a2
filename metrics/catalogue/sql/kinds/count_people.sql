toFloat64(uniqExactMerge(people)) AS value,
uniqExactMerge(people) AS n
