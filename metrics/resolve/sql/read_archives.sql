-- How the archives of lists name mails.
SELECT DISTINCT archive_url AS template FROM golden.lists WHERE archive_url != '' ORDER BY template
