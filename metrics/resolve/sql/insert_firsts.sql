INSERT INTO resolve_firsts (member, release, commit)
