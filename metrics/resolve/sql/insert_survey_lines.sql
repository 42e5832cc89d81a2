INSERT INTO survey_lines
    (survey, wave, segment, member, question, item, position, title, kind, class, headline, base, missing, aside, withheld)
