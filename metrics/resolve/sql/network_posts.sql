-- Posts with the scopes whose own words another passes on: by the post that it
-- names, or by the account, which wrote something else of its own on the network.
INSERT INTO network_posts
    (network, place, id, kind, ref, title, date, person_id, bot, thread, accepted, read, engagement, scopes, about, own, passes, sources)
WITH
    toUUID('00000000-0000-0000-0000-000000000000') AS nobody,
    accounts AS
    (
        SELECT network, person_id, groupUniqArrayArray(own) AS owns
        FROM resolve_posts
        WHERE notEmpty(own) AND person_id != nobody
        GROUP BY network, person_id
    )
SELECT
    p.network, p.place, p.id, p.kind, p.ref, p.title, p.date, p.person_id, p.bot, p.thread, p.accepted, p.read, p.engagement, p.scopes, p.about, p.own,
    if(p.kind IN ('reshare', 'quote'), arraySort(arrayFilter(scope -> NOT has(p.own, scope), arrayDistinct(arrayConcat(o.own, a.owns)))), []),
    p.sources
FROM resolve_posts AS p
LEFT JOIN (SELECT network, id, own FROM resolve_posts WHERE notEmpty(own)) AS o ON o.network = p.network AND o.id = p.reshare_of
LEFT JOIN accounts AS a ON a.network = p.network AND a.person_id = p.original_id
SETTINGS query_plan_optimize_join_order_limit = 0
