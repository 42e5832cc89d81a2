#!/bin/sh
# The demo: collect, compute, print, serve. `make demo` calls it.
# With REPO, MBOX and SCOPE it takes a person's own clone and archives; without
# them this repository and a synthetic community.
set -eu
: "${GOLDEN:?}" "${DIR:?}" "${ADDRESS:?}"
golden=$(cd "$(dirname "$GOLDEN")" && pwd)/$(basename "$GOLDEN")

mkdir -p "$DIR"
if [ -n "${REPO:-}${MBOX:-}" ]; then
	scope=${SCOPE:-community}
	where=$DIR/$scope
	mkdir -p "$where"
	if [ ! -e "$where/goldenratio.yaml" ]; then
		set -- --scope "$scope"
		[ -z "${REPO:-}" ] || set -- "$@" --repo "$REPO"
		[ -z "${MBOX:-}" ] || set -- "$@" --mbox "$MBOX"
		"$golden" --config "$where/goldenratio.yaml" init "$@"
	fi
else
	scope=
	where=$DIR/sample
	if [ ! -e "$where/goldenratio.yaml" ]; then
		if [ "$(git rev-parse --is-shallow-repository 2>/dev/null)" = false ]; then
			"$golden" sample --with-repository . "$where"
		else
			echo 'demo: this is no clone with its whole history; only the synthetic community is shown' >&2
			"$golden" sample "$where"
		fi
	fi
fi

run() { "$golden" --config "$where/goldenratio.yaml" "$@"; }
run collect
run compute
run report board ${scope:+--scope "$scope"}
if [ "${EXIT:-}" = 1 ]; then
	run serve --listen 127.0.0.1:0 --once
else
	run serve --listen "$ADDRESS"
fi
