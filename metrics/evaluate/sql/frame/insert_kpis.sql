INSERT INTO kpis (kpi, version, kind, needs, kinds, looks)
