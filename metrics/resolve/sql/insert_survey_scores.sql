INSERT INTO survey_scores
    (survey, wave, segment, member, question, item, score, value, lower, upper, n, weighted)
