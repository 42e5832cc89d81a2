INSERT INTO resolve_questions (id, question)
