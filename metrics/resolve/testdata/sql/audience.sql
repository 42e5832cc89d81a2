SELECT concat(network, ' ', account, ' ', measure, ' ', toString(day), ' ', toString(value), ' ', arrayStringConcat(scopes, ','), ' by ', arrayStringConcat(sources, ',')) AS line
FROM network_audience
ORDER BY network, account, measure, day
