-- id: review_merged_30d
-- title: Merged within 30 days
-- question: Of what is proposed, how much gets in within thirty days?
-- unit: ratio
-- kind: share
-- better: higher
-- area: products
-- needs: mail|forge, code|forge
-- looks: now
-- audience: manager, analyst
-- chaoss: Change Request Acceptance Ratio
-- apart: organisation
-- version: 4
SELECT
    scope,
    dimension,
    member,
    opened + INTERVAL 30 DAY AS at,
    opened AS acted,
    person_id,
    ref,
    subject,
    toUnixTimestamp(merged) != 0 AND merged <= at AS success
FROM placed_changes
WHERE at < {as_of:DateTime('UTC')}
