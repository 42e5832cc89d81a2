-- People with what they contributed, those who did most first; only those with an
-- alias that holds a text, where one is given. Contributions are as the last
-- compute resolved them, from every source once.
WITH
    aliases AS
    (
        SELECT i.person_id AS person_id, i.alias_id AS alias_id, a.name AS name, a.address AS address, a.login AS login
        FROM golden.identities AS i
        LEFT JOIN
        (
            SELECT alias_id, any(name) AS name, any(address) AS address, any(login) AS login
            FROM golden_private.aliases FINAL
            WHERE deleted = 0
            GROUP BY alias_id
        ) AS a ON a.alias_id = i.alias_id
    ),
    done AS
    (
        SELECT person_id, uniqExact(kind, ref, date) AS contributions, min(date) AS first, max(date) AS last
        FROM golden.activity
        GROUP BY person_id
    ),
    worked AS
    (
        SELECT f.person_id AS person_id, argMax(f.organisation, f.from) AS organisation
        FROM golden.affiliations AS f
        INNER JOIN done AS d ON d.person_id = f.person_id
        WHERE f.from <= toDate(d.last) AND f.until > toDate(d.last)
        GROUP BY f.person_id
    )
SELECT
    toString(p.person_id) AS person_id,
    p.name AS name,
    p.bot AS bot,
    known.aliases AS aliases,
    done.contributions AS contributions,
    if(done.contributions = 0, NULL, done.first) AS first,
    if(done.contributions = 0, NULL, done.last) AS last,
    if(worked.organisation = '', 'unknown', toString(worked.organisation)) AS organisation
FROM golden.people AS p
INNER JOIN
(
    SELECT
        person_id,
        count() AS aliases,
        max(positionCaseInsensitiveUTF8(concat(name, '\n', address, '\n', login), {text:String})) > 0 AS fits
    FROM aliases
    GROUP BY person_id
) AS known ON known.person_id = p.person_id
LEFT JOIN done ON done.person_id = p.person_id
LEFT JOIN worked ON worked.person_id = p.person_id
WHERE ({bots:Bool} OR NOT p.bot) AND ({text:String} = '' OR known.fits OR positionCaseInsensitiveUTF8(p.name, {text:String}) > 0)
ORDER BY contributions DESC, name, p.person_id
LIMIT {limit:UInt32}
SETTINGS join_use_nulls = 0
