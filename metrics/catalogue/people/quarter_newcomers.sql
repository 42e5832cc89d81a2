-- kept by: scope, cohort
-- Who was new in a quarter and active in a scope in it, by their numbers, with
-- each source that showed them there.
SELECT DISTINCT number, source, scope, period_start AS cohort
FROM
(
    SELECT numbered_people.number AS number, root, begun.first AS begin, source, span
    FROM first_contributions AS begun
    INNER JOIN numbered_people ON numbered_people.person_id = begun.person_id
    INNER JOIN person_spans ON person_spans.number = numbered_people.number
    -- no quarter is longer: spares the others the joins
    WHERE person_spans.first < begin + INTERVAL 92 DAY
) AS early
INNER JOIN (SELECT source, span, period_start FROM covered_periods WHERE grain = 'quarter' AND NOT young) AS quarters USING (source, span)
INNER JOIN (SELECT source, arrayJoin(scopes) AS scope FROM source_spans) AS scoped USING (source)
WHERE begin >= cohort AND substringIndex(scope, '/', 1) = root
