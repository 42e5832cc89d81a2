INSERT INTO golden.git_trailers (source, sha, position, token, alias_id)
SELECT source, sha, arrayJoin([0, 1]) AS position, if(position = 0, 'Signed-off-by', 'Reviewed-by'), if(position = 0, author_alias_id, committer_alias_id) FROM golden.git_commits
