-- A number with 12 significant digits: what is left of it when sums were added
-- in another order. Whole numbers of fewer digits are left as they are.
CREATE OR REPLACE FUNCTION golden_round12 AS (number) ->
    if(number = trunc(number) AND abs(number) < 1e12, toFloat64(number), toFloat64(printf('%.11e', toFloat64(number))))
