-- A number with 12 significant digits: what is left of it when sums were added
-- in another order.
CREATE OR REPLACE FUNCTION golden_round12 AS (number) ->
    toFloat64(printf('%.11e', toFloat64(number)))
