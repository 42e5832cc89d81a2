CREATE TABLE kpi_changes AS golden.kpi_changes
