-- Waves whose last day is over, from the first to the last of each survey: while
-- answers come in, what each adds would show between two computes.
SELECT
    s.scopes AS scopes, w.source AS survey, w.wave AS wave, toUInt32(0) AS position, w.title AS title, w.began AS began, w.ended AS ended, w.invited AS invited,
    toUInt32(0) AS started, toUInt32(0) AS complete, toUInt32(0) AS repeated, toUInt32(0) AS tests,
    CAST(NULL, 'Nullable(Float64)') AS effective, '' AS unweighted
FROM golden.survey_waves AS w FINAL
INNER JOIN golden.sources AS s ON s.source = w.source
WHERE w.deleted = 0 AND w.ended < toDate({as_of:DateTime('UTC')})
ORDER BY survey, ended, wave
SETTINGS do_not_merge_across_partitions_select_final = 1
