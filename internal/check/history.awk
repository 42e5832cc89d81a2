# Counts what history.sh prints. Which files others wrote, are documentation or
# test something is said here for the repositories in ../shared/data, from a look
# at their trees, and not by the rules that Golden Ratio goes by.
BEGIN { FS = "\t" }

FNR == NR { person[$1] = $2; program[$1] = $3; next }

$1 == "commit" && NF == 4 {
	quarter = period($2); day = $2
	author = tolower($3); committer = tolower($4)
	counted = !program[author]
	if (!counted) next
	add("code_commits", 1)
	once("code_authors", person[author])
	if (!program[committer]) once("code_committers", person[committer])
	once("days", day)
	commit++
	next
}

$1 == "tag" && NF == 3 {
	quarter = period($2)
	add("tags", 1)
	if (tolower($3) ~ /^v?[0-9]+(\.[0-9]+)+([-_.]?(rc|alpha|beta|pre)[-_.]?[0-9]*)?$/)
		add($3 ~ /(rc|alpha|beta|pre)[-_.]?[0-9]*$/ ? "release_candidates" : "release_published", 1)
	next
}

counted && tolower($0) ~ /^ ? ? ?co-(authored|developed)-by:.*<.*>/ {
	address = tolower($0); sub(/^.*</, "", address); sub(/>.*$/, "", address)
	if (!program[address]) once("code_authors", person[address])
	next
}

# A line of --numstat: lines added, removed (- for binary files), and the path,
# which of a rename is "old => new" or "a/{old => new}/b".
counted && NF == 3 && $1 ~ /^([0-9]+|-)$/ && $2 ~ /^([0-9]+|-)$/ {
	path = $3; renamed = path ~ / => /
	if (path ~ /\{.* => .*\}/) {
		sub(/\{[^{}]* => /, "", path); sub(/\}/, "", path); gsub(/\/\//, "/", path)
	} else sub(/^.* => /, "", path)
	if (renamed && $1 + $2 == 0) next
	if (foreign(path)) next
	add("code_lines_added", $1 + 0); add("code_lines_removed", $2 + 0)
	if (tests(path)) once("test_commits", commit)
	else if (documents(path)) once("doc_commits", commit)
}

END {
	for (key in sum) print key "\t" sum[key]
}

function period(date, part) {
	split(date, part, " ")
	return part[1] "-Q" int((part[2] + 2) / 3)
}

function add(kpi, n) { sum[quarter "\t" kpi] += n }

# once counts different values.
function once(kpi, value) {
	if (value != "" && !((quarter, kpi, value) in seen)) { seen[quarter, kpi, value] = 1; add(kpi, 1) }
}

function foreign(path) {
	return path ~ /^vendor\// || path ~ /(^|\/)jquery(-[0-9]\.[0-9]\.[0-9]|[^.]*)\.js$/ || path ~ /(^|\/)(configure|Makefile\.in|aclocal\.m4|config\.(guess|sub))$/ ||
		path ~ /(^|\/)(opam\.locked|go\.sum|package-lock\.json)$/
}

function tests(path) {
	return path ~ /(^|\/)(tests?|scalability-tests|unit-tests?|test_support|lvhd_test)\// || path ~ /(^|\/)tests?[_.][^\/]*$/ || path ~ /[_-]tests?\.[a-z]+$/
}

function documents(path) {
	return path ~ /(^|\/)(docs?|man)\// || (path ~ /\.(md|txt|tex|latex|rst|[1-9])$/ && path !~ /requirements\.txt$/) ||
		path ~ /(^|\/)(README|CHANGES|ChangeLog|COPYING|LICENSE|LICENCE|INSTALL|CREDITS|MAINTAINERS|CONTRIBUTING)(\.[A-Za-z]+)?$/
}
