uniqExactState(person_id) AS people
