INSERT INTO survey_cells
    (survey, wave, segment, member, question, item, position, option, merged, own, chosen, base, share, lower, upper, weighted, weighted_lower, weighted_upper)
