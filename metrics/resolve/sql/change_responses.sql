-- Mails that answer a patch or a cover letter, one row each; kind is the first
-- that fits. A tag counts where its sender gives it. Only who opened a change
-- withdraws it, and not in an answer to one patch of several: that drops the
-- patch.
INSERT INTO change_responses
    (change, version, number, ref, date, person_id, bot, foreign, kind)
WITH
    tagged AS (SELECT ref FROM resolve_tags WHERE channel = 'mail'),
    withdrawing AS (SELECT id FROM resolve_heads WHERE has(cues, 'withdraws'))
SELECT
    s.change, s.version, a.number, m.message_id, m.date, m.person_id, m.bot,
    m.person_id != o.person_id AS foreign,
    multiIf(
        (m.id, m.person_id) IN (SELECT id, person_id FROM resolve_acks), 'approval',
        m.message_id IN tagged, 'tag',
        NOT foreign AND m.id IN withdrawing AND (a.number = 0 OR a.total <= 1), 'withdrawal',
        'comment')
FROM (SELECT id, change, version, answers FROM resolve_series WHERE role = 'response') AS s
INNER JOIN (SELECT id, message_id, date, person_id, bot FROM messages WHERE id IN (SELECT id FROM resolve_series WHERE role = 'response')) AS m ON m.id = s.id
INNER JOIN (SELECT id, person_id FROM resolve_sent) AS o ON o.id = s.change
LEFT JOIN (SELECT id, number, total FROM resolve_sent) AS a ON a.id = s.answers
SETTINGS query_plan_optimize_join_order_limit = 0
