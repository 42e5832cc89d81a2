SELECT concat(
    source, ' ', sha, ' +', toString(added), ' -', toString(removed), ' in ', arrayStringConcat(components, ', '),
    '; ', arrayStringConcat(classes, ' '), '; ', arrayStringConcat(languages, ' ')) AS line
FROM commits
ORDER BY date, source, sha
