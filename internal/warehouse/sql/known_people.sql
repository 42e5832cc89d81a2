-- Everybody whom the last compute knew.
SELECT person_id, name, bot, bot_reason FROM golden.people ORDER BY person_id
