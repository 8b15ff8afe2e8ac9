#!/bin/sh
# HTML pages before the Nu checker (no error, no warning) and before axe-core in Chromium: light
# and dark, desktop and phone, no violation, no script, nothing fetched, no sideways scrolling.
# Usage: sh tests/judges/html.sh FOLDER | FILE...
set -u
case $1 in /*) ;; *) set -- "$PWD/$1" ;; esac
cd "$(dirname "$0")/../.." || exit 1
judges=${SPECMILL_JUDGES:-$PWD/build/judges/node_modules}
if [ -d "$1" ]; then set -- "$1"/*.html; fi
status=0
if [ ! -e "$judges/vnu-jar/build/dist/vnu.jar" ] || ! command -v java >/dev/null; then
    echo "skip: Nu HTML checker: java or npm's vnu-jar is missing"
else
    # What language a page is in the checker guesses from its paragraphs alone, without lists and
    # tables: it is wrong where those hold most of the text.
    java -jar "$judges/vnu-jar/build/dist/vnu.jar" --Werror \
        --filterpattern '.*appears to be written in.*' "$@" || status=1
fi
chromium=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if [ -z "$chromium" ] || [ ! -d "$judges/axe-core" ] || ! command -v node >/dev/null; then
    echo "skip: axe in Chromium: chromium, node or npm's axe-core is missing"
else
    CHROMIUM=$chromium JUDGES=$judges node tests/judges/axe.mjs "$@" || status=1
fi
exit "$status"
