#!/bin/sh
# Renews the pictures of the documentation from what `make demo` shows. `make
# pictures` calls it; it takes Chromium.
set -eu
: "${GOLDEN:?}" "${DIR:?}"
chromium=$(command -v chromium || command -v chromium-browser) || { echo 'pictures: install chromium' >&2; exit 1; }

EXIT=1 ADDRESS=127.0.0.1:0 sh deploy/demo.sh >/dev/null
said=$(mktemp)
"$GOLDEN" --config "$DIR/sample/goldenratio.yaml" serve --listen 127.0.0.1:0 >"$said" 2>&1 &
server=$!
trap 'kill $server; rm -f "$said"' EXIT
until grep -q '^board pages' "$said"; do
	kill -0 $server
	sleep 1
done
site=$(sed -n 's/^board pages *//p' "$said")

# take PATH FILE HEIGHT
take() {
	sandbox=
	[ "$(id -u)" != 0 ] || sandbox=--no-sandbox # Chromium has none for root
	"$chromium" --headless $sandbox --hide-scrollbars --force-device-scale-factor=1 --window-size="1120,$3" \
		--screenshot="docs/images/$2" "$site$1" 2>/dev/null
}
take board/demo/latest board.png 1754
take people/demo/latest people.png 1600
