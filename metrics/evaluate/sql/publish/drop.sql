ALTER TABLE golden.{{table}} DROP PARTITION {compute:UUID}
