#!/bin/sh
# Runs every suite and adds up: each ends with a line "N passed, N failed" (", N skipped" may
# follow). The last line here is the sum.
set -u
cd "$(dirname "$0")/.."
total_passed=0 total_failed=0
suite() {
    name=$1
    shift
    log=$(mktemp)
    start=$(date +%s)
    "$@" >"$log" 2>&1
    status=$?
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -n 1)
    passed=${line%% passed*} failed=${line#*, }
    failed=${failed%% failed*}
    if [ -z "$line" ]; then
        passed=0 failed=1
        echo "$name: no closing line (status $status)"
    elif [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
        failed=1
        echo "$name: status $status"
    fi
    if [ "$failed" -ne 0 ]; then cat "$log"; else grep -iE '^skip' "$log"; fi
    echo "$name: $passed passed, $failed failed ($(($(date +%s) - start)) s)"
    total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed))
    rm -f "$log"
}
# Fuzzing takes minutes of doing nothing else: it goes on beside the others.
fuzz_log=$(mktemp)
trap 'rm -f "$fuzz_log"' EXIT
nice -n 5 sh tests/suites/fuzz.sh >"$fuzz_log" 2>&1 &
fuzz=$!
fuzzing() {
    wait "$fuzz"
    status=$?
    cat "$fuzz_log"
    return "$status"
}
suite "unit tests" make -s unit
suite "golden files" tests/golden.sh
for script in tests/suites/*.sh; do
    [ -e "$script" ] || continue
    name=${script##*/}
    [ "$name" = fuzz.sh ] || suite "${name%.sh}" sh "$script"
done
suite fuzz fuzzing
echo "$total_passed passed, $total_failed failed"
[ "$total_failed" -eq 0 ]
