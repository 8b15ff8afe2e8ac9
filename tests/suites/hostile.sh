#!/bin/sh
# A collection of attacks through the writer of DocBook: its schemas must hold what comes out. The
# pages made from it are shown to a browser in browser.sh.
set -u
cd "$(dirname "$0")/../.."
. tests/judges/npm.sh
program=${SPECMILL:-$PWD/build/specmill}
out=build/hostile
passed=0 failed=0
check() { # NAME COMMAND...
    name=$1
    shift
    if "$@" >"$out/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "hostile: $name: $(head -n 20 "$out/log")"
    fi
    grep '^skip' "$out/log"
}
rm -rf "$out" && mkdir -p "$out"
install_judges
check "conversion" "$program" -q --date 2026-01-01 -t docbook -d "$out" \
    tests/cases/html/hostile.md tests/cases/hostile/*.md
check "DocBook by its schema" sh tests/judges/docbook.sh "$out"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
