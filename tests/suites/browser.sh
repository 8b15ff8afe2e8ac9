#!/bin/sh
# Pages as a reader's browser shows them. The Nu checker sees every page; Chromium, started once,
# sees our own examples, some of the seeds and corpus (../shared, or SPECMILL_SHARED) where they
# are, and the attacks in tests/cases/hostile. ALL=1 (make browser) shows it all of them, in every
# view, and walks the keyboard through each.
set -u
cd "$(dirname "$0")/../.."
. tests/judges/npm.sh
shared=${SPECMILL_SHARED:-../shared}
program=${SPECMILL:-$PWD/build/specmill}
out=$PWD/build/browser
passed=0 failed=0
check() { # NAME COMMAND...
    name=$1
    shift
    if "$@" >"$out/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "browser: $name: $(head -n 40 "$out/log")"
    fi
    grep -E '^skip|^[0-9]+ pages' "$out/log"
}
rm -rf "$out" && mkdir -p "$out"
install_judges
check "examples" "$program" -q --date 2026-01-01 -t html -d "$out/own" tests/cases/spec/*.md \
    tests/cases/html/rtl.md tests/cases/html/anchors.md
check "pages that share a sheet" "$program" -q --css linked --images link -t html -d "$out/linked" \
    tests/cases/spec/meter-sync.md tests/cases/html/page.md
check "attacks" "$program" -q -t html -d "$out/hostile" tests/cases/hostile/*.md tests/cases/html/hostile.md
check "a site of attacks" "$program" -q site tests/cases/hostile -d "$out/site"
check "a part of a page" "$program" -q --fragment tests/cases/spec/clinic-reminders.md -o "$out/part"  -t html
{
    printf '<!DOCTYPE html>\n<html lang="en">\n<title>Another page</title>\n<main>\n'
    cat "$out/part"
    printf '</main>\n</html>\n'
} >"$out/hostile/around.html"
more=
if [ -d "$shared/seeds" ]; then
    check "seeds and corpus" "$program" -q -t html -d "$out/more" "$shared"/seeds/*.txt "$shared"/corpus/specs/*.md
    more=$(ls "$out"/more/*.html)
else
    echo "skip: no seeds and corpus at $shared; only our own examples are shown"
fi
# shellcheck disable=SC2086 # names without blanks
if [ -n "${ALL:-}" ]; then
    check "every page" sh tests/judges/html.sh --hostile "$out"/hostile/*.html \
        "$out"/site/*.html "$out"/site/site/*.html "$out"/site/site/diagrams/*.html \
        --views "$out"/own/*.html "$out"/linked/*.html $more --walk "$out"/own/*.html $more \
        --comforts "$out"/own/fleet-telemetry.html
else
    check "pages" sh tests/judges/html.sh --hostile "$out"/hostile/*.html \
        "$out"/site/index.html "$out"/site/site/*s.html "$out"/site/site/search.html \
        --views "$out"/own/fleet-telemetry.html \
        --pages "$out"/own/*.html "$out"/linked/*.html $(echo "$more" | awk 'NR % 12 == 3') \
        --walk "$out"/own/fleet-telemetry.html "$out"/own/blank-002.html \
        --comforts "$out"/own/fleet-telemetry.html --checked $more
fi
page=$out/own/fleet-telemetry.html
echo "weight of the example: $(wc -c <"$page") bytes, $(gzip -9 <"$page" | wc -c) compressed"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
