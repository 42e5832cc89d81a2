-- How many changes were ever sent to the lists of a scope until the end of a week, and how many
-- of them were merged into a repository that is collected.
SELECT count() AS changes, countIf(toUnixTimestamp(merged) != 0 AND merged < {end:DateTime}) AS merged
FROM golden.changes
WHERE channel = 'mail' AND kind = 'change' AND opened < {end:DateTime}
    AND arrayExists(place -> place.scope = {scope:String} AND place.member = '', places)
