SELECT before, segment, member, question, item, option, class, share, base, share_before, base_before, difference, lower, upper, p, exact, adjusted, verdict
FROM golden.survey_changes
WHERE survey = {survey:String} AND wave = {wave:String} AND segment IN ('', {by:String})
ORDER BY segment, p, abs(difference) DESC, question, item, option, member
