INSERT INTO {{table}} SELECT * FROM format(JSONEachRow, $${{structure}}$$, {rows:String})
