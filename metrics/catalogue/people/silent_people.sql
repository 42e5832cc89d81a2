-- kept by: scope, number
-- Stretches of more than six months in which nothing was seen of somebody in a
-- scope, as far as they say something of the ends of periods in a lot: after one
-- instant, and not after another, between which the same sources reach all ends.
SELECT number, scope, gap.1 AS last, gap.2 AS back, after, reach
FROM
(
    -- as many stays had begun as were over: nothing was seen in between
    SELECT
        number,
        scope,
        after,
        reach,
        arraySort(groupArray(last)) AS lasts,
        arrayPushBack(arrayPopFront(arraySort(groupArray(first))), toDateTime('2106-02-07', 'UTC')) AS nexts
    FROM person_spans
    INNER JOIN source_lots ON source_lots.source = person_spans.source
    GROUP BY number, scope, after, reach
)
ARRAY JOIN arrayFilter(gap -> gap.1 + INTERVAL 6 MONTH <= gap.2, arrayZip(lasts, nexts)) AS gap
