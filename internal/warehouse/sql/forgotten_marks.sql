-- What tells people who asked to be forgotten.
SELECT mark, kind, person_id
FROM golden_private.forgotten_marks FINAL
ORDER BY mark
