-- What people's public pages say of their work.
SELECT alias_id, company, fromUnixTimestamp64Milli(version, 'UTC') AS changed
FROM golden_private.profiles FINAL
WHERE deleted = 0 AND company != '' AND NOT program
ORDER BY alias_id, source, host, login
SETTINGS do_not_merge_across_partitions_select_final = 1
