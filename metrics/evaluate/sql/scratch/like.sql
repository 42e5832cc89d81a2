CREATE TABLE {{table}} AS golden.{{table}}
