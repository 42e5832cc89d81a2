INSERT INTO golden.identities (alias_id, person_id)
SELECT toUUID(sipHash128(number)) AS id, id
FROM numbers(10000)
