-- id: review_backlog
-- title: Open changes
-- question: How much waits, and for whom?
-- unit: changes
-- kind: count
-- better: lower
-- area: products
-- needs: mail|forge, code|forge
-- looks: now
-- audience: board, manager, analyst
-- chaoss: Change Requests Open
-- apart: organisation
-- version: 3
SELECT
    scope,
    placed.1 AS dimension,
    placed.2 AS member,
    grain,
    period_start,
    instant - 1 AS at,
    opened AS acted,
    person_id,
    ref,
    subject,
    state,
    since
FROM open_changes
INNER JOIN placed_changes ON placed_changes.id = open_changes.id
ARRAY JOIN if(placed_changes.dimension = '', [('', ''), ('state', toString(state))], [(placed_changes.dimension, placed_changes.member)]) AS placed
