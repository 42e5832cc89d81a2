-- Aliases that a text may name, and how: by an id, an address, an account with or
-- without its host, or a name.
WITH lowerUTF8({text:String}) AS wanted
SELECT
    toString(i.person_id) AS person_id,
    p.name AS person,
    i.alias_id AS alias_id,
    a.name AS name,
    a.address AS address,
    a.login AS login,
    i.evidence AS evidence,
    multiIf(
        wanted = toString(i.person_id), 'person',
        wanted = toString(i.alias_id), 'alias',
        wanted = lowerUTF8(a.address), 'address',
        wanted = lowerUTF8(a.login) OR wanted = lowerUTF8(splitByChar('/', a.login)[-1]), 'login',
        'name') AS by
FROM golden.identities AS i
INNER JOIN
(
    SELECT alias_id, any(name) AS name, any(address) AS address, any(login) AS login
    FROM golden_private.aliases FINAL
    WHERE deleted = 0
    GROUP BY alias_id
) AS a ON a.alias_id = i.alias_id
LEFT JOIN golden.people AS p ON p.person_id = i.person_id
WHERE wanted != '' AND (by != 'name' OR wanted = lowerUTF8(a.name) OR wanted = lowerUTF8(p.name))
ORDER BY person_id, name, address, login, alias_id
