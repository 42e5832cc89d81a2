-- What every source that the KPI could need in the scope says of the period.
SELECT
    spans.source AS source,
    spans.kind AS kind,
    spans.member AS member,
    spans.covers_from AS covers_from,
    spans.covers_until AS covers_until,
    judged.covered AS covered,
    judged.coverage AS coverage
FROM source_spans AS spans
INNER JOIN source_periods AS judged ON judged.source = spans.source
WHERE has(spans.scopes, {scope:String})
    AND (has({needs:Array(String)}, 'any') AND spans.kind IN ('mail', 'code', 'forge') OR has({needs:Array(String)}, spans.kind))
    AND judged.grain = {grain:String}
    AND judged.period_start = {start:DateTime('UTC')}
ORDER BY source
