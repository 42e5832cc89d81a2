-- kept by: scope, grain, period_start
-- The people, by their numbers, who were active in one of two periods, of the
-- sources that cover both: in the earlier, in the later, in the later in a source
-- of which it can be told who is new; and who wrote mails in them.
SELECT
    named.scope AS scope,
    named.grain AS grain,
    named.period_start AS period_start,
    toDateTime(named.period_end - 1, 'UTC') AS at,
    earlier,
    later,
    telling,
    wrote,
    writes
FROM
(
    SELECT
        pair,
        bitmapBuild(emptyArrayUInt32()) AS nobody,
        groupBitmapOrState(if(after, nobody, people)) AS earlier,
        groupBitmapOrState(if(after, people, nobody)) AS later,
        groupBitmapOrState(if(tells, people, nobody)) AS telling,
        groupBitmapOrState(if(after, nobody, writers)) AS wrote,
        groupBitmapOrState(if(after, writers, nobody)) AS writes
    FROM
    (
        SELECT source, span, groupBitmapState(number) AS people, bitmapBuild(groupArrayIf(number, mails)) AS writers
        FROM person_spans
        GROUP BY source, span
    ) AS active
    INNER JOIN pair_spans USING (source, span)
    GROUP BY pair
) AS paired
INNER JOIN (SELECT DISTINCT pair, scope, grain, period_start, period_end FROM covered_pairs) AS named USING (pair)
