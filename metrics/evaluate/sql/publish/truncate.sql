TRUNCATE TABLE golden.{{table}}
