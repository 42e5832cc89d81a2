-- The rows are not written again: both tables hold the same files.
ALTER TABLE golden.{{table}} ATTACH PARTITION {compute:UUID} FROM {{table}}
