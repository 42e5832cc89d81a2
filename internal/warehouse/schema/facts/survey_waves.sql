-- One asking of a survey; date is its last day.
CREATE TABLE golden.survey_waves
(
    source  LowCardinality(String) COMMENT 'the survey',
    wave    String,
    title   String,
    began   Date COMMENT 'the day of the first response; 1970-01-01 where nobody knows',
    ended   Date COMMENT 'the day of the last one',
    invited UInt64 COMMENT 'how many were asked to take part; 0 where nobody knows',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, wave)
SETTINGS {{settings}}
