SELECT wave, question, option, share
FROM golden.survey_margins
WHERE survey = {survey:String}
ORDER BY wave, position, option
