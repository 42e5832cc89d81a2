SELECT response, question, item, options, other, number
FROM golden_private.survey_answers FINAL
WHERE source = {survey:String} AND wave = {wave:String} AND deleted = 0
ORDER BY response, question, item
SETTINGS do_not_merge_across_partitions_select_final = 1
