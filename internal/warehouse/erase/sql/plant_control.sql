-- The value, among others.
INSERT INTO golden_forget.control
SELECT
    concat('holds ', {control:String}, ' here'), {control:String}, {control:String}, ['one', {control:String}], map('key', {control:String}),
    concat('{"a":{"b":["', {control:String}, '"]}}'), [('a', {control:String})]
