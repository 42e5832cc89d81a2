CREATE TABLE kpi_values AS golden.kpi_values
