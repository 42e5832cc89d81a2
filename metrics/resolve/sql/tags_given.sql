-- One tag, given by one person to one change. A change is a topic: a tag given
-- by mail, perhaps again for the next version, that then stands in the commit,
-- each within 365 days of the mail before, is one, of the first mail, and
-- counts wherever one of them does. What no mail gave is one a commit.
INSERT INTO tags_given
    (ref, channel, date, token, person_id, bot, foreign, places, sources)
WITH
    since AS
    (
        SELECT
            *,
            toUnixTimestamp(date) - max(if(channel = 'mail', toUnixTimestamp(date), 0)) OVER
                (PARTITION BY topic, person_id, token ORDER BY date, channel = 'code', ref ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) > 365 * 86400 AS first
        FROM resolve_tags
    ),
    turns AS
    (
        SELECT
            *,
            sum(first AND channel = 'mail') OVER
                (PARTITION BY topic, person_id, token ORDER BY date, channel = 'code', ref ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS turn,
            if(topic = '' OR (first AND channel = 'code'), ref, '') AS alone
        FROM since
    )
SELECT
    argMin(ref, (channel = 'code', date, ref)), argMin(channel, (channel = 'code', date, ref)), min(date),
    token, person_id, max(bot), max(author_id != person_id),
    arraySort(groupUniqArrayArray(places)), arraySort(groupUniqArrayArray(sources))
FROM turns
GROUP BY topic, person_id, token, turn, alone
