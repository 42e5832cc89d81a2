CREATE TABLE index_values AS golden.index_values
