-- What is said beside what is done: answers of a cohort stand beside the KPI of
-- the same cohort.
CREATE TABLE golden.survey_cohorts
(
    survey   LowCardinality(String) COMMENT 'the source',
    question String COMMENT 'what is said: survey_registry.question',
    item     String,
    kpi      LowCardinality(String) COMMENT 'what is done',
    segment  String COMMENT 'the question that tells cohorts apart: survey_registry.question',
    option   String COMMENT 'an answer to it',
    cohort   LowCardinality(String) COMMENT 'the member of the KPI''s dimension cohort: newcomers or regulars'
)
ENGINE = MergeTree
ORDER BY (survey, question, item, kpi, segment, option)
SETTINGS {{settings}}
