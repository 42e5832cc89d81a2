-- Lines of commits that somebody wrote, and the top-level directories that they
-- are in: without paths that hold other people's or generated files, and without
-- renames and copies that change nothing.
-- This list is the definition of vendored and generated.
CREATE TABLE resolve_lines ENGINE = MergeTree ORDER BY (source, sha) AS
SELECT
    source, sha, sum(f.added) AS added, sum(f.removed) AS removed,
    arraySort(groupUniqArray(if(position(path, '/') = 0, '.', splitByChar('/', path)[1]))) AS components
FROM golden.git_files AS f FINAL
WHERE deleted = 0
    AND NOT (status IN ('R', 'C') AND f.added = 0 AND f.removed = 0)
    AND NOT match(path, '(?i)(^|/)(vendor|vendored|third[-_]?party|3rdparty|external_libs|node_modules|bower_components|Godeps|\\.yarn|_esy|esy\\.lock)/')
    AND NOT match(path, '(?i)(^|/)(package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|go\\.sum|Cargo\\.lock|Gemfile\\.lock|composer\\.lock|poetry\\.lock|uv\\.lock|Pipfile\\.lock|flake\\.lock|opam\\.locked)$')
    AND NOT match(path, '(?i)\\.(min\\.(js|css)|(js|css)\\.map|pb\\.(go|cc|h)|pb\\.gw\\.go|g\\.dart)$|_pb2(_grpc)?\\.py$|_generated\\.go$|(^|/)zz_generated[^/]*$')
    AND NOT match(path, '(?i)(^|/)(configure|aclocal\\.m4|config\\.(guess|sub)|ltmain\\.sh|Makefile\\.in)$')
GROUP BY source, sha
SETTINGS do_not_merge_across_partitions_select_final = 1
