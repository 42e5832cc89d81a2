-- Organisations that people work for.
SELECT organisation, name, owner, since
FROM golden.organisations
ORDER BY organisation
