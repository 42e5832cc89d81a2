-- Member organisations with their names.
INSERT INTO members (organisation, name, level, from, until)
SELECT m.organisation, o.name, m.level, toDateTime(m.from, 'UTC'), toDateTime(m.until, 'UTC')
FROM golden.memberships AS m
LEFT JOIN golden.organisations AS o ON o.organisation = m.organisation
