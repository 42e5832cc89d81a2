-- For whom the one person worked who is called Juergen Gross.
SELECT DISTINCT a.organisation AS name, '' AS work
FROM golden.affiliations AS a
INNER JOIN golden.people AS p ON p.person_id = a.person_id
WHERE p.name IN ('Juergen Gross', 'Jürgen Groß')
ORDER BY name
