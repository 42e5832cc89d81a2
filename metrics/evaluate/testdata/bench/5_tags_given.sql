INSERT INTO tags_given (ref, channel, date, token, person_id, bot, foreign, places, sources)
SELECT sha, 'code', date, 'Reviewed-by', author_id, false, true, places, [source]
FROM commits
