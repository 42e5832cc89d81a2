toFloat64(uniqExactMerge(organisations)) AS value,
uniqExactMerge(organisations) AS n
