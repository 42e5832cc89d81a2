-- One review tag given by one person to one change, in a commit or by mail.
CREATE TABLE {{db}}tags_given
(
    ref       String COMMENT 'the commit or message it stands in',
    channel   LowCardinality(String) COMMENT 'code or mail; a tag given by mail and then found in the commit is one, of mail',
    date      DateTime('UTC') COMMENT 'the mail''s date, else the commit''s',
    token     LowCardinality(String) COMMENT 'Reviewed-by, Acked-by …',
    person_id UUID,
    bot       Bool,
    foreign   Bool COMMENT 'given by another person than the change''s author',
    places    Array(Tuple(scope LowCardinality(String), member LowCardinality(String))),
    sources   Array(LowCardinality(String))
)
ENGINE = MergeTree
ORDER BY (date, ref)
SETTINGS {{settings}}
