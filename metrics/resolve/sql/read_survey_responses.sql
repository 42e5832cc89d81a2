SELECT response, state
FROM golden_private.survey_responses FINAL
WHERE source = {survey:String} AND wave = {wave:String} AND deleted = 0
ORDER BY response
SETTINGS do_not_merge_across_partitions_select_final = 1
