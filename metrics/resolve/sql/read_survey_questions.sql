SELECT wave, question, item, position, kind, text, options
FROM golden.survey_questions FINAL
WHERE source = {survey:String} AND deleted = 0
ORDER BY wave, position, question, item
SETTINGS do_not_merge_across_partitions_select_final = 1
