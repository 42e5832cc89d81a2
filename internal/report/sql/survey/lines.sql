SELECT wave, segment, member, question, item, position, title, kind, class, headline, base, missing, aside, withheld
FROM golden.survey_lines
WHERE survey = {survey:String} AND segment IN ('', {by:String})
ORDER BY position, question, item, wave, segment, member
