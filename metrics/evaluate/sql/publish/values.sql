INSERT INTO golden.kpi_values SELECT * FROM kpi_values
