-- What a source shows of somebody in a span, in each of its scopes. In stay, a
-- number that sorts fast: when the first contribution was, how many there were, and
-- the source. What several sources show counts once, beside what one alone does.
SELECT number, scope, bitShiftLeft(toUInt64(toUnixTimestamp(first)), 32) + bitShiftLeft(least(single, 255), 24) + teller AS stay, toUnixTimestamp(last) AS last
FROM person_spans
INNER JOIN numbered_sources USING (source)
UNION ALL
SELECT number, scope, bitShiftLeft(toUInt64(toUnixTimestamp(min(first))), 32) + bitShiftLeft(least(uniqExactArray(shared), 255), 24) + min(teller), toUnixTimestamp(max(last))
FROM person_spans
INNER JOIN numbered_sources USING (source)
WHERE notEmpty(shared)
GROUP BY number, scope, span
