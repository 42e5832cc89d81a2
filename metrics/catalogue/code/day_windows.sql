-- Which ends have a day with a commit in the 24 months before them, by their
-- places: from the first that it enters until, exclusive, the first that it left.
SELECT day, countIf(end <= day) + 1 AS enters, countIf(addMonths(end, -24) <= day) + 1 AS leaves
FROM (SELECT DISTINCT toDate(date) AS day FROM commits) AS days
CROSS JOIN (SELECT end FROM numbered_ends) AS ends
GROUP BY day
