-- Of things that are like others, each a tuple of the negated number of others,
-- its id and theirs, in order: the one at the heart of those around id, which is
-- the first that is it or like it.
CREATE OR REPLACE FUNCTION golden_heart AS (stars, id) ->
    arrayFirst(candidate -> candidate.2 = id OR has(candidate.3, id), stars).2
