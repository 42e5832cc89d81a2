-- Everybody works at two firms of 200, one after the other, more at some than at
-- others; every tenth is known for half of the time only.
INSERT INTO employers (person_id, from, until, organisation)
SELECT
    person_id,
    toDateTime(stay.1, 'UTC'), toDateTime(stay.2, 'UTC'),
    'firm ' || toString(toUInt32(200 * pow(cityHash64(person_id, stay.1) / 18446744073709551615, 3)))
FROM (SELECT DISTINCT person_id FROM activity)
ARRAY JOIN if(cityHash64(person_id) % 10 = 0, [('2004-01-01', '2009-01-01')], [('1990-01-01', '2009-01-01'), ('2009-01-01', '2106-02-07')]) AS stay
