ALTER TABLE golden.{{table}} REPLACE PARTITION tuple() FROM {{table}}
