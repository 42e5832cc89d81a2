-- Since when somebody is named as a maintainer of a part of a repository, in
-- MAINTAINERS or CODEOWNERS.
CREATE TABLE {{db}}maintainers
(
    source    LowCardinality(String),
    person_id UUID,
    date      DateTime('UTC') COMMENT 'of the first commit that names them'
)
ENGINE = MergeTree
ORDER BY (source, person_id)
SETTINGS {{settings}}
