-- What the last reconciliation of each source of a scope (of all, where it is
-- empty) found, part by part; where nothing differs, of the source as a whole.
SELECT
    source, what, if(differs, name, '') AS part, any(asked) AS asked, at AS checked,
    sum(origin) AS origin, sum(stored) AS stored, sum(missing) AS missing, sum(gone) AS gone
FROM
(
    SELECT *, r.part AS name, r.missing + r.gone > 0 AS differs, max(checked) OVER (PARTITION BY source) AS at
    FROM golden.reconciliations AS r
    WHERE source IN (SELECT source FROM golden.computed_sources WHERE compute_id = {compute:UUID} AND ({scope:String} = '' OR has(scopes, {scope:String})))
    QUALIFY checked = at
)
GROUP BY source, what, part, at
ORDER BY source, what, part
