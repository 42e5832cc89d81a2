-- How many tombstones there are, also in a store that is being made anew.
SELECT toUInt64(ifNull(sum(total_rows), 0)) AS stones
FROM system.tables
WHERE database IN ('golden_private', {kept:String}) AND name = 'tombstones'
