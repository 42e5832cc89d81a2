uniqExactState(organisation) AS organisations
