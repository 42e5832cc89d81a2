#!/bin/sh
# Installs what the tests need from Debian, where apt and the rights are there;
# otherwise says which tests will be skipped.
set -eu

missing=
need() { # program, package, what is skipped without it
	command -v "$1" >/dev/null 2>&1 && return
	missing="$missing $2"
	echo "test: $1 is missing (Debian package $2): without it $3 is skipped"
}

need git git 'everything that reads repositories'
need python3 python3 'the independent counts'
need promtool prometheus 'the check of /metrics'
need chromium chromium 'the look at the pages'
need pdftoppm poppler-utils 'the look at printed pages'
need Rscript r-base-core 'the comparison with R survival'
need xz xz-utils 'archives compressed with xz'
need /usr/sbin/dovecot dovecot-imapd 'the collector of IMAP mailboxes'
need notmuch notmuch 'the comparison of threads with notmuch'
need zstd zstd 'archives compressed with zstd'
if command -v Rscript >/dev/null 2>&1 && ! Rscript -e 'library(survival)' >/dev/null 2>&1; then
	missing="$missing r-cran-survival"
elif ! command -v Rscript >/dev/null 2>&1; then
	missing="$missing r-cran-survival"
fi
if ! python3 -c 'import scipy' >/dev/null 2>&1 && ! /usr/bin/python3 -c 'import scipy' >/dev/null 2>&1; then
	missing="$missing python3-scipy"
	echo "test: scipy is missing (Debian package python3-scipy): without it the comparison of the index is skipped"
fi

install() {
	[ -n "$missing" ] || return 0
	if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then
		[ "${REQUIRE_SERVERS:-}" != 1 ] || { echo "test: cannot install$missing: not root, or no apt-get" >&2; exit 1; }
		return 0
	fi
	echo "test: installing$missing"
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq || { sleep 5; apt-get update -qq; }
	# shellcheck disable=SC2086 # one word a package
	apt-get install -y -qq --no-install-recommends $missing >/dev/null
}
install

# The accessibility checks of axe-core, which run in the browser above, and
# Grafana's types, pinned.
npm_install() {
	tries=3
	until npm ci --ignore-scripts --no-audit --no-fund --loglevel=error --prefix "$1" >/dev/null; do
		tries=$((tries - 1))
		[ "$tries" -gt 0 ] || exit 1
		sleep 5
	done
}

# GitHub's own descriptions of its API, one file each of packages that hold much
# more, pinned.
github=${XDG_CACHE_HOME:-$HOME/.cache}/goldenratio/github
npm_file() { # package, file in it, its sha256
	file=$github/${2##*/}
	if echo "$3  $file" | sha256sum --check --status 2>/dev/null; then
		return
	fi
	mkdir -p "$github"
	pack=$(cd "$github" && npm pack --silent "$1")
	tar -xzOf "$github/$pack" "package/$2" >"$file"
	rm "$github/$pack"
	echo "$3  $file" | sha256sum --check --status || { echo "test: $2 of $1 is not the file it was" >&2; exit 1; }
}
if command -v npm >/dev/null 2>&1; then
	npm_install internal/web/browser
	npm_install dashboards/schema
	npm_file @octokit/openapi@23.0.2 generated/api.github.com.json 829b4bebb19a53133289f7b0bc819f4f1118115821db2ca9f25e9ee995a7da2a
	npm_file @octokit/graphql-schema@15.25.0 schema.graphql 4dea7bd74e69637bd55795157eef5bfd89af3a32a6f05e8ac69004f223896415
else
	echo "test: npm is missing: without it the accessibility checks, the check of dashboards against Grafana's types and that of the local GitHub against GitHub's descriptions are skipped"
fi
