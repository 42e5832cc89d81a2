-- How much one table holds of waves of a survey.
SELECT count() AS rows
FROM {database:Identifier}.{table:Identifier}
WHERE source = {source:String} AND has(splitByChar('\0', {prefixes:String}), concat(wave, '/'))
