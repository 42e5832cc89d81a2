-- Domains and companies that are organisations because enough people use or
-- name them: what forgotten people gave to that. Others gave it too.
CREATE TABLE golden_private.forgotten_votes
(
    person_id UUID,
    kind      LowCardinality(String) COMMENT 'domain or company',
    name      String COMMENT 'the domain, or the company as the page spelt it'
)
ENGINE = ReplacingMergeTree
ORDER BY (person_id, kind, name)
SETTINGS {{settings}}
