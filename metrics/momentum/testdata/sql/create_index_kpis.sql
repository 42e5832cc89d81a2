CREATE TABLE index_kpis AS golden.index_kpis
