-- For whom people work, as affiliation found it.
INSERT INTO employers (person_id, from, until, organisation)
SELECT person_id, toDateTime(from, 'UTC'), toDateTime(until, 'UTC'), organisation
FROM golden.affiliations
