toFloat64(uniqExact(person_id)) AS value,
uniqExact(person_id) AS n
