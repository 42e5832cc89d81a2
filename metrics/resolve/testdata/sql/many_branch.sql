INSERT INTO golden.git_default_branch (source, sha) SELECT source, sha FROM golden.git_commits
