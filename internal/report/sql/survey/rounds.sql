SELECT
    rounds.survey AS survey,
    rounds.scopes AS scopes,
    rounds.wave AS wave,
    rounds.title AS title,
    rounds.began AS began,
    rounds.ended AS ended,
    rounds.invited AS invited,
    rounds.started AS started,
    rounds.complete AS complete,
    rounds.repeated AS repeated,
    rounds.tests AS tests,
    rounds.effective AS effective,
    sources.synthetic AS synthetic
FROM golden.survey_rounds AS rounds
LEFT JOIN golden.sources AS sources ON sources.source = rounds.survey
ORDER BY survey, rounds.position, wave
