-- Somebody active in the earlier of two periods: whether they were active in
-- the later one too; and whether they wrote mails then and now.
SELECT
    named.scope AS scope,
    named.grain AS grain,
    named.period_start AS period_start,
    toDateTime(named.period_end - 1, 'UTC') AS at,
    person_id,
    bitAnd(acts, 2) != 0 AS active,
    bitAnd(acts, 4) != 0 AS wrote,
    bitAnd(acts, 8) != 0 AS writes
FROM
(
    -- 1, 2: active in the earlier, in the later period; 4, 8: by mail
    SELECT any(person_id) AS person_id, one.1 AS pair, groupBitOr(if(one.2, 2 + 8 * mails, 1 + 4 * mails)) AS acts
    FROM
    (
        SELECT number, person_id, month.1 AS source, month.2 AS day, month.3 AS mails
        FROM
        (
            -- few rows to carry into the periods, and numbers to group them by, which takes a third of the time of ids
            SELECT person_id, toUInt32(rowNumberInAllBlocks()) AS number, groupUniqArray((source, toStartOfMonth(date), kind = 'message')) AS months
            FROM activity
            WHERE NOT bot
            GROUP BY person_id
        )
        ARRAY JOIN months AS month
    ) AS active_months
    INNER JOIN pair_months ON pair_months.source = active_months.source AND pair_months.day = active_months.day
    ARRAY JOIN parts AS one
    GROUP BY number, pair
    HAVING bitAnd(acts, 1) != 0
) AS stayed
INNER JOIN (SELECT DISTINCT pair, scope, grain, period_start, period_end FROM covered_pairs) AS named USING (pair)
