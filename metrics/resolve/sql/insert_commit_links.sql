INSERT INTO commit_links (source, sha, message, evidence, score, date)
