-- Which person an address is, and whether a program.
SELECT lower(a.address) AS address, toString(any(i.person_id)) AS person, max(p.bot) AS bot
FROM golden_private.aliases AS a FINAL
INNER JOIN golden.identities AS i ON i.alias_id = a.alias_id
LEFT JOIN golden.people AS p ON p.person_id = i.person_id
WHERE a.address != ''
GROUP BY address
ORDER BY address
