#!/bin/sh
# Every whole specification of ours through every format, and every output through a judge that
# others wrote. Seeds and corpus (../shared, or SPECMILL_SHARED) take part where they are.
set -u
cd "$(dirname "$0")/../.."
. tests/judges/npm.sh
shared=${SPECMILL_SHARED:-../shared}
program=${SPECMILL:-$PWD/build/specmill}
out=build/formats
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "formats: $*"
}

rm -rf "$out" && mkdir -p "$out"
inputs=$(ls tests/cases/spec/*.md)
if [ -d "$shared/seeds" ]; then
    inputs="$inputs $(ls "$shared"/seeds/*.txt "$shared"/corpus/specs/*.md)"
else
    echo "skip: no seeds and corpus at $shared; only our own cases are run"
fi
for input in $inputs; do
    name=${input##*/}
    if "$program" -q --date 2026-01-01 -t docbook,pdf,xlsx,jira,jira-mapping,json -d "$out" "$input" \
        2>"$out/$name.err"; then
        ok
    else
        bad "$input: status $?: $(head -n 3 "$out/$name.err")"
    fi
done

# shellcheck disable=SC2086 # names without blanks
if mkdir "$out/books" && "$program" -q --docbook book -t docbook,json -d "$out/books" $inputs 2>"$out/books.err" &&
    jing /usr/share/xml/docbook/schema/rng/5.0/docbook.rng "$out"/books/*.xml >>"$out/books.err" 2>/dev/null; then
    ok
elif ! command -v jing >/dev/null; then
    echo "skip: DocBook books against their schema: jing is missing"
else
    bad "books: $(head -n 20 "$out/books.err")"
fi

# Each judge takes the folder; what it has no tool for it says itself. Pages have a suite of their
# own: browser.sh.
install_judges
for format in docbook pdf xlsx jira json; do
    if sh "tests/judges/$format.sh" "$out" >"$out/judge.log" 2>&1; then ok; else
        bad "$format before its judges: $(head -n 40 "$out/judge.log")"
    fi
    grep '^skip' "$out/judge.log"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
