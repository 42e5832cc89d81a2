SELECT wave, segment, member, question, item, score, value, lower, upper, n, weighted
FROM golden.survey_scores
WHERE survey = {survey:String} AND segment IN ('', {by:String})
ORDER BY question, item, wave, segment, member, score
