sum(single) + uniqExactArray(shared)
