-- Six answers a change.
INSERT INTO change_responses (change, version, number, ref, date, person_id, foreign, kind)
SELECT
    id, 1 + (i > 3), 1, concat(toString(i), ref), opened + i * 70000, toUUID(sipHash128(toUInt64(intHash64(id * 7 + i) % 500))),
    i % 3 != 0, ['comment', 'approval', 'comment', 'tag', 'comment', 'comment'][i]
FROM changes
ARRAY JOIN [1, 2, 3, 4, 5, 6] AS i
