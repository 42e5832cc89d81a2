SELECT wave, segment, member, question, item, position, option, merged, own, chosen, base, share, lower, upper, weighted, weighted_lower, weighted_upper
FROM golden.survey_cells
WHERE survey = {survey:String} AND segment IN ('', {by:String})
ORDER BY question, item, wave, segment, member, position, option
