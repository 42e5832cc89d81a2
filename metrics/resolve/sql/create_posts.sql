-- What was written and passed on, each once however many sources show it: as the
-- newest version says, its engagement as it was read last. Whether it is about the
-- project, and whose own it is, each source says for its scopes. What else logs of
-- chats tell is not written by anybody. What a network has deleted stays counted;
-- what a source took back, since its file was replaced, does not.
CREATE TABLE resolve_posts ENGINE = MergeTree ORDER BY (network, id) AS
WITH
    (SELECT mapFromArrays(groupArray(toString(source)), groupArray(scopes::Array(String))) FROM golden.sources) AS scopes_of,
    taken AS
    (
        SELECT source, network, id
        FROM golden.posts FINAL
        WHERE deleted = 1 AND (source, concat('post ', network, ' ', id)) NOT IN (SELECT source, key FROM golden.items FINAL WHERE deleted = 0 AND startsWith(key, 'post '))
    )
SELECT
    p.network AS network, p.id AS id,
    p.seen.1 AS place, p.seen.2 AS kind, if(p.seen.3 = '', concat(p.network, ' ', p.id), p.seen.3) AS ref, p.seen.4 AS title, p.seen.5 AS date,
    if(p.seen.6 = '', p.seen.7, p.seen.6) AS thread, p.seen.8 AS reshare_of, p.seen.9 AS accepted,
    a.person_id AS person_id, a.bot OR p.seen.12 AS bot, o.person_id AS original_id,
    p.last.1 AS read, p.last.2 AS engagement,
    arraySort(arrayDistinct(arrayFlatten(arrayMap(source -> scopes_of[toString(source)], p.shown)))) AS scopes,
    arraySort(arrayDistinct(arrayFlatten(arrayMap(source -> scopes_of[toString(source)], p.mentioned)))) AS about,
    arraySort(arrayDistinct(arrayFlatten(arrayMap(source -> scopes_of[toString(source)], p.owned)))) AS own,
    p.shown AS sources
FROM
(
    SELECT
        network, id,
        arraySort(groupUniqArray(source)) AS shown, groupUniqArrayIf(source, mention) AS mentioned, groupUniqArrayIf(source, own) AS owned,
        argMax(
            (place, kind, url, title, date, thread, reply_to, reshare_of, accepted, author_alias_id, original_alias_id, auto),
            (version, source)) AS seen,
        argMax((engagement_read, likes + reshares + replies), (engagement_read, version, source)) AS last
    FROM golden.posts FINAL
    WHERE kind IN ('post', 'comment', 'question', 'answer', 'reshare', 'quote', 'line', 'action')
        AND toUnixTimestamp(date) != 0 AND date < {as_of:DateTime('UTC')}
        AND source IN (SELECT source FROM golden.sources) AND (source, network, id) NOT IN taken
    GROUP BY network, id
) AS p
LEFT JOIN resolve_people AS a ON a.alias_id = p.seen.10
LEFT JOIN resolve_people AS o ON o.alias_id = p.seen.11
SETTINGS do_not_merge_across_partitions_select_final = 1, query_plan_optimize_join_order_limit = 0
