CREATE TABLE IF NOT EXISTS golden.{{table}} AS {{table}}
