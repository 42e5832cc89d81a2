INSERT INTO golden.sources (source, kind, member, scope, scopes) VALUES
    ('dev', 'mail', 'dev', 'c/x', ['c/x', 'c']), ('users', 'mail', 'users', 'c', ['c']), ('git', 'code', 'git', 'c/x', ['c/x', 'c']),
    ('hub', 'forge', 'hub', 'c/x', ['c/x', 'c'])
