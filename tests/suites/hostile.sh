#!/bin/sh
# A collection of attacks through the writers of markup: a browser and the schemas must find
# nothing live in what comes out.
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
check "conversion" "$program" -q --date 2026-01-01 -t html,docbook -d "$out" tests/cases/html/hostile.md
check "HTML in a browser" sh tests/judges/html.sh "$out"
check "DocBook by its schema" sh tests/judges/docbook.sh "$out"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
