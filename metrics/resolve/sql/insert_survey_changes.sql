INSERT INTO survey_changes
    (survey, wave, before, segment, member, question, item, option, class, share, base, share_before, base_before, difference, lower, upper, weighted, weighted_lower, weighted_upper, p, exact, adjusted, verdict)
