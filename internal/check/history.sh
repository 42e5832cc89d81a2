#!/bin/sh
# Counts a repository by quarter, with git and awk alone:
#
#	history.sh REPOSITORY PEOPLE
#
# PEOPLE has lines of an address, a person, and whether the person is a program
# (1 or 0), with tabs between. Prints lines of a quarter, a KPI and a number.
set -eu
export LC_ALL=C TZ=UTC GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
here=$(dirname "$0")
{
	git -C "$1" log --no-merges -M -l1000 --numstat --date=format-local:'%Y %m %d' \
		--format='commit%x09%cd%x09%ae%x09%ce%n%B' HEAD
	git -C "$1" for-each-ref --format='tag%09%(creatordate:format-local:%Y %m %d)%09%(refname:short)' refs/tags
} | awk -f "$here/history.awk" "$2" - | sort
