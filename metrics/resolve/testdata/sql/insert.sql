INSERT INTO golden.TABLE (COLUMNS)
SELECT COLUMNS FROM format(TSVWithNames, {rows:String})
