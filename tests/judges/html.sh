#!/bin/sh
# HTML pages before the Nu checker (no error, no warning) and before browser.mjs in Chromium.
# Usage: sh tests/judges/html.sh FOLDER | WORD...   words as browser.mjs takes them
set -u
case $1 in /* | -*) ;; *) [ ! -d "$1" ] || set -- "$PWD/$1" ;; esac
cd "$(dirname "$0")/../.." || exit 1
judges=${SPECMILL_JUDGES:-$PWD/build/judges/node_modules}
if [ -d "$1" ]; then set -- "$1"/*.html; fi
status=0
if [ ! -e "$judges/vnu-jar/build/dist/vnu.jar" ] || ! command -v java >/dev/null; then
    echo "skip: Nu HTML checker: java or npm's vnu-jar is missing"
else
    # What language a page is in the checker guesses from its paragraphs alone, without lists and
    # tables: it is wrong where those hold most of the text. And it holds that no policy allows a
    # data: or file: address, "img-src data:" neither; what a policy blocks browser.mjs tells.
    for word in "$@"; do
        case $word in --*) ;; *) printf '%s\0' "$word" ;; esac
    done | sort -zu | xargs -0 java -jar "$judges/vnu-jar/build/dist/vnu.jar" --Werror \
        --filterpattern '.*(appears to be written in|(data:image/|\.(css|js)\W).* blocked by \W(img|style|script)-src\W).*' || status=1
fi
chromium=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if [ -z "$chromium" ] || [ ! -d "$judges/axe-core" ] || ! command -v node >/dev/null; then
    echo "skip: pages in Chromium: chromium, node or npm's playwright-core is missing"
else
    CHROMIUM=$chromium JUDGES=$judges node tests/judges/browser.mjs "$@" || status=1
fi
exit "$status"
