-- What the store says of itself.
INSERT INTO golden.meta (name, value) SELECT {name:String}, {value:String}
