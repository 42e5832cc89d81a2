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
    SELECT person_id, one.1 AS pair, groupBitOr(if(one.2, 2 + 8 * mails, 1 + 4 * mails)) AS acts
    FROM
    (
        -- few rows to carry into the periods
        SELECT source, person_id, toStartOfMonth(date) AS day, toUInt8(max(kind = 'message')) AS mails
        FROM activity
        WHERE NOT bot
        GROUP BY source, person_id, day
    ) AS months
    INNER JOIN pair_months ON pair_months.source = months.source AND pair_months.day = months.day
    ARRAY JOIN parts AS one
    GROUP BY person_id, pair
    HAVING bitAnd(acts, 1) != 0
) AS stayed
INNER JOIN (SELECT DISTINCT pair, scope, grain, period_start, period_end FROM covered_pairs) AS named USING (pair)
