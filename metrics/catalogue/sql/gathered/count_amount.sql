sum(amount) AS amounts, count() AS items
