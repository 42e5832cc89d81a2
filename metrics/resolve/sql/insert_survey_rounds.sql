INSERT INTO survey_rounds
    (scopes, survey, wave, position, title, began, ended, invited, started, complete, repeated, tests, effective, unweighted)
