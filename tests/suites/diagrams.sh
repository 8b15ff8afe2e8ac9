#!/bin/sh
# Diagrams as whole processes: graphviz that aborts or never ends, random graphs, the same picture
# in two renderers, a corpus of texts where there is one.
set -u
cd "$(dirname "$0")/../.."
program=${SPECMILL:-$PWD/build/specmill}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "diagrams: $*"
}
is() { # is SENTENCE COMMAND...: a condition
    sentence=$1
    shift
    if "$@"; then ok; else bad "$sentence"; fi
}

# What the library does wrong is forced by a library in front of it.
printf '# S\n\n```mermaid\ngraph TD\nA[Alpha]-->B-->C\n```\n\n```mermaid\ngraph LR\nX[Xi]-->Y\n```\n' >"$work/small.md"
{
    echo 'graph TD'
    for i in $(seq 300); do echo "n$((i / 2)) --> n$i"; done
} >"$work/large.mmd"
shim() { # shim NAME BODY: in place of the function that ranks the nodes
    echo "#include <stdlib.h>
int rank2(void *g, int b, int m, int s); int rank2(void *g, int b, int m, int s)
{ (void)g; (void)b; (void)m; (void)s; $2 return 0; }" >"$work/$1.c"
    cc -shared -fPIC -o "$work/$1.so" "$work/$1.c" 2>/dev/null
}
if ldd "$program" | grep -q asan; then
    echo "skip: graphviz that aborts: a sanitizer"
elif ! shim abort 'abort();' || ! shim fault '*(volatile int *)0 = 1;' || ! shim hang 'for (;;);'; then
    echo "skip: graphviz that aborts: no compiler for the shim"
elif LD_PRELOAD=$work/abort.so "$program" diagram "$work/large.mmd" -o - 2>&1 >/dev/null |
    grep -q diagram-simplified; then
    for fault in abort fault; do
        LD_PRELOAD=$work/$fault.so "$program" "$work/small.md" -o "$work/small.html" 2>"$work/err"
        is "a library that ends by $fault does not end a conversion" test $? -eq 0
        is "both diagrams are drawn all the same" test "$(grep -c '>Alpha<\|>Xi<' "$work/small.html")" -eq 2
        is "in rows, and that is said" test "$(grep -c diagram-simplified "$work/err")" -eq 2
    done
    start=$(date +%s)
    LD_PRELOAD=$work/hang.so "$program" diagram "$work/large.mmd" -o "$work/large.svg" 2>"$work/err"
    is "nor does one that never ends" test $? -eq 0
    is "it is left after a second of the processor" test $(($(date +%s) - start)) -le 15
else
    echo "skip: graphviz that aborts: it is not a shared library here"
fi

# Every kind, as XML, inlined in a page, and in two renderers.
. tests/judges/npm.sh
install_judges
{
    echo '# Diagrams'
    for source in tests/cases/diagram/*.mmd; do
        name=${source##*/}
        name=${name%.mmd}
        "$program" -q diagram "$source" -o "$work/$name.svg" || bad "$name is not drawn" >&2
        printf '\n## %s\n\n```mermaid\n' "$name"
        cat "$source"
        printf '```\n'
    done
} >"$work/all.md"
is "every SVG is well-formed" xmllint --noout "$work"/*.svg
is "and needs no script, font or browser" sh -c \
    '! grep -lE "foreignObject|<script|@font-face|<style|href=.(https?:)?//[^\"]*\.(js|css|woff)" "$1"/*.svg' sh "$work"
"$program" -q "$work/all.md" -o "$work/all.html"
is "a page holds every drawing" test "$(grep -c '<svg' "$work/all.html")" -ge \
    "$(ls tests/cases/diagram/*.mmd | wc -l)"
if [ -n "$judges" ] && command -v java >/dev/null; then
    is "the Nu checker finds nothing wrong in it" \
        java -jar "$judges/vnu-jar/build/dist/vnu.jar" --Werror \
        --filterpattern '.*appears to be written in.*' "$work/all.html"
else
    echo "skip: the Nu checker: no java or npm"
fi
chromium=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if [ -z "$judges" ] || [ -z "$chromium" ] || ! command -v rsvg-convert >/dev/null; then
    echo "skip: two renderers: chromium, node, npm's playwright-core or rsvg-convert is missing"
else
    for svg in "$work"/*.svg; do rsvg-convert -z 2 "$svg" -o "${svg%.svg}.png"; done
    CHROMIUM=$chromium JUDGES=$judges node tests/judges/svg_twice.mjs "$work"/*.svg >"$work/log" 2>&1
    is "Chromium and rsvg-convert show the same" test $? -eq 0
    [ -s "$work/log" ] && sed '/passed/d' "$work/log"
fi

# Graphs of any shape, a process each.
make -s "${BUILD:-build}/gallery" || exit 1
if python3 tests/diagram/random_graphs.py "${BUILD:-build}/gallery" "${GRAPHS:-25}" >"$work/log"; then ok; else
    bad "random graphs: $(cat "$work/log")"
fi

# The texts of others, where they are.
corpus=${MERMAID_CORPUS:-${SPECMILL_SHARED:-../shared}/corpus/mermaid}
if [ -e "$corpus/MANIFEST.tsv" ]; then
    if MERMAID_CORPUS=$corpus python3 tests/diagram/check.py "${BUILD:-build}/gallery" >"$work/log" 2>&1; then ok; else
        bad "corpus: $(tail -n 20 "$work/log")"
    fi
    grep -E '^(real|mermaid) *all|^faults|^microseconds' "$work/log"
else
    echo "skip: no corpus of Mermaid texts at $corpus"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
