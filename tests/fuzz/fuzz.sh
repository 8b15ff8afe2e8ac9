#!/bin/sh
# make fuzz TIME=60: every harness tests/fuzz/NAME_fuzz.c with libFuzzer under ASan and UBSan,
# TIME seconds each, seeded from the cases. The corpus grows in $BUILD/corpus/NAME; what crashes
# stays in $BUILD/crash-*. The last line is "N passed, N failed", a harness each.
set -u
cd "$(dirname "$0")/../.."
time=${TIME:-60} build=${BUILD:-build-fuzz}
passed=0 failed=0
if ! echo 'int main(void){return 0;}' | clang -x c -fsanitize=address -o /dev/null - 2>/dev/null; then
    echo "skip: clang with its sanitizer runtime is missing (Debian: clang libclang-rt-14-dev)"
    echo "0 passed, 0 failed"
    exit 0
fi
make -s -j2 BUILD="$build" CC=clang FUZZ=1 "$build/libspecmill.a" || exit 1
flags=$(make -s BUILD="$build" CC=clang FUZZ=1 print-flags)
libs=$(make -s print-libs)
for source in tests/fuzz/*_fuzz.c; do
    name=$(basename "$source" .c)
    mkdir -p "$build/corpus/$name"
    # shellcheck disable=SC2086
    clang $flags -fsanitize=fuzzer -o "$build/$name" "$source" "$build/libspecmill.a" $libs || { failed=$((failed + 1)); continue; }
    seeds=
    case $name in
    diagram*) seeds=$(find tests/cases/diagram -name '*.mmd' 2>/dev/null) ;;
    yaml* | theme*) seeds=$(find themes -name '*.yaml') ;;
    *) seeds=$(find tests/cases -name '*.md' -size -20k) ;;
    esac
    for seed in $seeds; do cp "$seed" "$build/corpus/$name/$(echo "$seed" | tr / _)"; done
    if "$build/$name" -max_total_time="$time" -timeout=20 -rss_limit_mb=3000 -max_len=20000 \
        -artifact_prefix="$build/crash-$name-" -print_final_stats=1 "$build/corpus/$name" \
        >"$build/$name.log" 2>&1; then
        passed=$((passed + 1))
        grep -E 'number_of_executed_units|new_units_added' "$build/$name.log" | tr '\n' ' '
        echo "$name"
    else
        failed=$((failed + 1))
        echo "fuzz: $name: $(grep -E 'ERROR|SUMMARY|runtime error' "$build/$name.log" | head -n 3)"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
