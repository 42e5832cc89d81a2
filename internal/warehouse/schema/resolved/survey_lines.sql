-- One question, or line of a grid, in one wave or cut of a wave, with how many
-- answered it.
CREATE TABLE {{db}}survey_lines
(
    survey   LowCardinality(String) COMMENT 'the source',
    wave     String,
    segment  String COMMENT 'the question by which responses are cut; empty for all of them',
    member   String COMMENT 'the answer to it; several merged are joined by a semicolon, (no answer) are those who gave none',
    question String COMMENT 'the canonical name',
    item     String COMMENT 'the line of a grid',
    position UInt32 COMMENT 'order in the registry, then in the newest wave that asks it',
    title    String,
    kind     LowCardinality(String) COMMENT 'single, multi, scale, number, rank or text',
    class    LowCardinality(String) COMMENT 'identical, reworded, recoded, scale changed, new or dropped, against the wave before',
    headline Bool,
    base     Nullable(UInt32) COMMENT 'how many answered; NULL where that is hidden',
    missing  Nullable(UInt32) COMMENT 'how many did not',
    aside    Nullable(UInt32) COMMENT 'of those who answered, who chose what is no answer; NULL where hidden',
    withheld LowCardinality(String) COMMENT 'why nothing of it is shown: few people, or what else is shown would tell; empty where it is shown. Of a withheld cut there is one row, without a member'
)
ENGINE = MergeTree
ORDER BY (survey, wave, segment, member, question, item)
SETTINGS {{settings}}
