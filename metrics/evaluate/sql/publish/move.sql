INSERT INTO golden.{{table}} SELECT * FROM {{table}}
