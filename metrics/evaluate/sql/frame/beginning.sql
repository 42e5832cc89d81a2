-- The earliest instant that any source speaks for. One that misses nothing
-- from its beginning speaks for the time of its first item on.
SELECT min(if(covers_from = 0, first, covers_from)) AS beginning, count() AS collected
FROM source_spans
WHERE covers_until > 0 AND (covers_from > 0 OR first > 0)
