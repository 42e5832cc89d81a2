-- Answers in own words, which no column connects with the rest of a response.
CREATE TABLE golden_private.survey_words
(
    source     LowCardinality(String) COMMENT 'the survey',
    wave       LowCardinality(String),
    question   LowCardinality(String),
    item       LowCardinality(String),
    text       String,
    repeat     UInt32 COMMENT 'which of those with equal words it is',
    codes      Array(LowCardinality(String)) COMMENT 'of the codebook',
    version    UInt64,
    deleted    UInt8,
    fetched_at DateTime('UTC'),
    run        UUID
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, wave, question, item, text, repeat)
SETTINGS {{settings}}
