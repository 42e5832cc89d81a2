INSERT INTO golden.kpi_rows SELECT * FROM kpi_rows
