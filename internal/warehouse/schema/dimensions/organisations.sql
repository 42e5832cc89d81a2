-- Organisations that people work for: those of the configuration, of the
-- operator's files, and those that are named by a domain or company that
-- several people share.
CREATE TABLE golden.organisations
(
    organisation String COMMENT 'what numbers name it by',
    name         String,
    owner        String COMMENT 'the organisation that it is a part of; empty for none',
    since        Date COMMENT 'first day as a part of it; 1970-01-01 for always'
)
ENGINE = MergeTree
ORDER BY organisation
SETTINGS {{settings}}
