CREATE TABLE index_areas AS golden.index_areas
