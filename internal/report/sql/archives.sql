-- Where the mails of each list can be read.
SELECT list, archive_url
FROM golden.lists
WHERE archive_url != ''
ORDER BY list
