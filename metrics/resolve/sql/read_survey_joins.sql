SELECT question, item, wave, asked, asked_item, class, recode
FROM golden.survey_joins
WHERE survey = {survey:String}
ORDER BY wave, question, item
