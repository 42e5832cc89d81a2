-- what several sources show counts once
countIf(NOT repeated) AS single,
groupArrayIf((work, person_id), repeated) AS shared
