SELECT question, item, position, title, options, aside, score, headline, segment
FROM golden.survey_registry
WHERE survey = {survey:String}
ORDER BY position, question, item
