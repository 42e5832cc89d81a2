-- What was read of the audiences of a scope on each day, oldest first.
SELECT network, account, measure, toDateTime(day, 'UTC') AS day, value
FROM golden.network_audience
WHERE has(scopes, {scope:String})
    AND measure IN ('followers', 'members')
    AND day >= toDate({from:DateTime}) AND day < toDate({until:DateTime})
ORDER BY network, account, measure, day
