uniqExactState(cityHash64(person_id)) AS people
