-- Deletes what one table holds of waves of a survey.
ALTER TABLE {database:Identifier}.{table:Identifier}
DELETE WHERE source = {source:String} AND has(splitByChar('\0', {prefixes:String}), concat(wave, '/'))
SETTINGS mutations_sync = 1
