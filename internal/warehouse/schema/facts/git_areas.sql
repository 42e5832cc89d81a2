-- Parts of the code that somebody looks after, as versions of MAINTAINERS and
-- CODEOWNERS on the default branch changed them. An area is so until the next
-- version in the order of depth that names it.
CREATE TABLE golden.git_areas
(
    source      LowCardinality(String),
    file        LowCardinality(String) COMMENT 'path of the MAINTAINERS or CODEOWNERS file',
    area        String COMMENT 'section, or a line''s pattern',
    sha         String COMMENT 'the commit that changed it',
    depth       UInt64 COMMENT 'first parents of the default branch before that commit',
    status      LowCardinality(String) COMMENT 'Supported, Maintained, Orphan …, as the file says',
    position    UInt32 COMMENT 'from 1, where only the last area that fits a path counts; 0 where all that fit do',
    paths       Array(String) COMMENT 'patterns: * and ? stand for anything but a slash, ** for anything; what ends in a slash holds all below',
    excluded    Array(String) COMMENT 'patterns of paths that are not in it after all',
    expressions Array(String) COMMENT 'regular expressions; paths that match anywhere are in it too',
    maintainer_alias_ids Array(UUID),
    reviewer_alias_ids   Array(UUID),
    gone        Bool COMMENT 'the commit took the area away',
    {{tail}}
)
ENGINE = {{engine}}
PARTITION BY cityHash64(source) % 16
ORDER BY (source, file, area, sha)
SETTINGS {{settings}}
