-- The responses of a survey that are in quarantine, by wave and by what is wrong.
SELECT splitByChar('/', origin)[1] AS wave, reason, detail, count() AS responses
FROM golden_private.rejects FINAL
WHERE source = {source:String} AND deleted = 0
GROUP BY wave, reason, detail
ORDER BY wave, responses DESC, reason, detail
