-- What the store says of itself.
SELECT value FROM golden.meta FINAL WHERE name = {name:String}
