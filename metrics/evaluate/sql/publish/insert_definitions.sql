INSERT INTO golden.kpi_definitions (compute_id, version, kpi, title, question, unit, kind, better, area, chaoss, sql)
