-- How many questions were asked in forums in a week, and how many got their first
-- answer in it.
SELECT
    countIf(asked >= {start:DateTime} AND asked < {end:DateTime}) AS asked,
    countIf(answered >= {start:DateTime} AND answered < {end:DateTime}) AS answered
FROM golden.forum_questions
WHERE has(scopes, {scope:String}) AND NOT bot
ORDER BY asked, answered
