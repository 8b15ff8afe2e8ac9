#!/bin/sh
# make fuzz TIME=60: every harness (or those in HARNESS) with libFuzzer under ASan and UBSan for
# TIME seconds each, seeded from the cases. The corpus grows in $BUILD/corpus/NAME; what crashes,
# hangs or takes too much memory stays as $BUILD/found/NAME-*, and what was found once and mended
# is tried first, from tests/fuzz/found/NAME-*. SEED_SIZE=4k takes only small cases. The last
# line is "N passed, N failed", a harness each.
set -u
cd "$(dirname "$0")/../.."
time=${TIME:-60} build=${BUILD:-build-fuzz} passed=0 failed=0
if ! echo 'int main(void){return 0;}' | clang -x c -fsanitize=address,fuzzer-no-link -o /dev/null - 2>/dev/null; then
    echo "skip: clang with its sanitizer runtime is missing (Debian: clang libclang-rt-14-dev)"
    echo "0 passed, 0 failed"
    exit 0
fi
make -s -j"${JOBS:-2}" BUILD="$build" CC=clang FUZZ=1 "$build/fuzz" || exit 1
mkdir -p "$build/found"

# PDFs of the text that the harness compares with, when the program is built; if qpdf is there, also
# as plain text, in which a changed byte is more than a broken stream. And a small one by hand, signed
# by an update.
pdf_seeds() {
    mkdir -p "$build/seeds"
    printf '# A\n\nb\n' >"$build/seeds/a.md"
    for part in 1b 3b; do
        build/specmill -q "$build/seeds/a.md" --pdfa $part -o "$build/seeds/$part.pdf" 2>/dev/null || continue
        command -v qpdf >/dev/null &&
            qpdf --qdf --object-streams=disable "$build/seeds/$part.pdf" "$build/seeds/plain-$part.pdf"
    done
    find "$build/seeds" tests/fuzz/seeds -name '*.pdf'
}

seeds() { # HARNESS: the files it begins with
    case $1 in
    diagram) find tests/cases -name '*.mmd' ;;
    yaml | theme) find themes tests/cases -name '*.yaml' ;;
    teach | config) find tests/cases -name '*.yaml' ;;
    image) find tests/fuzz/seeds -name 'image-*' ;;
    graph) find tests/cases/diagram -name 'flow*' ;;
    verify) pdf_seeds ;;
    *) find tests/cases -name '*.md' -size "-${SEED_SIZE:-20k}" ;;
    esac
    find tests/fuzz/found -name "$1-*" 2>/dev/null
}

dictionary() {
    case $1 in
    diagram) echo mermaid ;;
    yaml | theme | teach | config) echo yaml ;;
    image) echo image ;;
    verify) echo pdf ;;
    *) echo markdown ;;
    esac
}

cpu() { # seconds that what was run so far took of the processors
    times >"$build/times.$$"
    awk 'NR == 2 { split($1 "m" $2, t, /[ms]+/); print int(t[1] * 60 + t[2] + t[3] * 60 + t[4]) }' "$build/times.$$"
}

for name in ${HARNESS:-$("$build/fuzz" --list)}; do
    corpus=$build/corpus/$name
    mkdir -p "$corpus"
    for seed in $(seeds "$name"); do cp "$seed" "$corpus/$(echo "$seed" | tr / _)"; done
    ln -f "$build/fuzz" "$build/$name"
    cpu >"$build/before.$$"
    if UBSAN_OPTIONS=print_stacktrace=1 "$build/$name" -max_total_time="$time" -timeout=20 \
        -rss_limit_mb=3000 -max_len=20000 -dict="tests/fuzz/$(dictionary "$name").dict" \
        -artifact_prefix="$build/found/$name-" -print_final_stats=1 "$corpus" \
        >"$build/$name.log" 2>&1; then
        passed=$((passed + 1))
        cpu >"$build/after.$$"
        echo "$name: $(sed -n 's/.*number_of_executed_units: *//p' "$build/$name.log") inputs," \
            "$(($(cat "$build/after.$$") - $(cat "$build/before.$$"))) s of CPU"
    else
        failed=$((failed + 1))
        echo "fuzz: $name: $(grep -E 'ERROR|SUMMARY|runtime error|Test unit' "$build/$name.log" | head -n 4)"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
