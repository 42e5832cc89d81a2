-- Everything of surveys that is public, a line a row; numbers to four digits.
SELECT line
FROM
(
    SELECT 1 AS part, concat('round ', survey, ' ', wave, ' ', toString(position), ' started ', toString(started), ' complete ', toString(complete),
        ' repeated ', toString(repeated), ' tests ', toString(tests), ' effective ', ifNull(toString(round(effective, 4)), '-'), ' ', unweighted) AS line,
        survey, wave, '' AS segment, '' AS member, '' AS question, '' AS item, 0 AS place
    FROM survey_rounds
    UNION ALL
    SELECT 2, concat('line ', wave, ' [', segment, '=', member, '] ', question, ' ', item, ' ', kind, ' ', class, ' base ', ifNull(toString(base), '-'),
        ' missing ', ifNull(toString(missing), '-'), ' aside ', ifNull(toString(aside), '-'), ' ', withheld),
        survey, wave, segment, member, question, item, 0
    FROM survey_lines
    UNION ALL
    SELECT 2, concat('  cell ', option, if(empty(merged), '', concat(' (', arrayStringConcat(merged, '; '), ')')), ' ', ifNull(toString(chosen), '-'), ' of ',
        ifNull(toString(base), '-'), ' ', ifNull(toString(round(share, 4)), '-'), ' weighted ', ifNull(toString(round(weighted, 4)), '-')),
        survey, wave, segment, member, question, item, 1 + position
    FROM survey_cells
    UNION ALL
    SELECT 2, concat('  score ', score, ' ', toString(round(value, 4)), ' of ', toString(n), ' weighted ', ifNull(toString(round(weighted, 4)), '-')),
        survey, wave, segment, member, question, item, 1000
    FROM survey_scores
    UNION ALL
    SELECT 3, concat('change ', before, ' to ', wave, ' [', segment, '=', member, '] ', question, ' ', item, ' ', option, ' ', toString(round(difference, 4)),
        ' p ', toString(round(p, 4)), ' adjusted ', toString(round(adjusted, 4)), ' ', verdict),
        survey, wave, segment, member, question, item, 0
    FROM survey_changes
)
ORDER BY survey, part, wave, segment, member, question, item, place, line
