-- Snapshots of audiences, each once: of several counts of one day the newest.
INSERT INTO network_audience
    (network, account, measure, day, value, scopes, sources)
SELECT
    network, account, measure, toDate(date) AS day, argMax(value, (version, source)),
    arraySort(groupUniqArrayArray(s.scopes)), arraySort(groupUniqArray(a.source))
FROM (SELECT * FROM golden.audience FINAL WHERE deleted = 0) AS a
INNER JOIN (SELECT source, scopes::Array(String) AS scopes FROM golden.sources) AS s ON s.source = a.source
WHERE toUnixTimestamp(date) != 0 AND date < {as_of:DateTime('UTC')}
GROUP BY network, account, measure, day
SETTINGS do_not_merge_across_partitions_select_final = 1
