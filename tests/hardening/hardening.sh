#!/bin/sh
# make hardening: everything that hostile input, faults and load are tried with, at length, and the
# figures. TIME seconds of fuzzing for each harness (default 60; an hour is TIME=3600).
set -u
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build}
log=$build/hardening
mkdir -p "$log"
failed=0
part() { # NAME COMMAND...
    name=$1
    shift
    echo "--- $name"
    "$@" >"$log/$name.log" 2>&1 || failed=$((failed + 1))
    tail -n 25 "$log/$name.log"
}
part cases sh -c 'tests/golden.sh; for suite in hostile limits containment supply; do sh "tests/suites/$suite.sh"; done'
part faults python3 tests/hardening/faults.py --all
part memory python3 tests/hardening/memory.py --all
# shellcheck disable=SC2086
part pathological python3 tests/hardening/pathological.py ${FORMATS:-html json docbook xlsx jira pdf}
part fuzz env BUILD=build-fuzz tests/fuzz/fuzz.sh # its objects are instrumented

sum() { awk -v n=0 '{ n += $1 } END { print n }'; }
cases=$(grep -hoE '^[0-9]+ passed' "$log/cases.log" | sum)
patterns=$(grep -hoE '^[0-9]+ passed, [0-9]+ failed' "$log/pathological.log" | tr -dc '0-9 \n' | awk '{ print $1 + $2 }')
inputs=$(sed -n 's/.*: \([0-9]*\) inputs, .*/\1/p' "$log/fuzz.log" | sum)
seconds=$(sed -n 's/.*, \([0-9]*\) s of CPU.*/\1/p' "$log/fuzz.log" | sum)
echo
echo "cases run:           $cases"
echo "bad inputs tried:    $((inputs + ${patterns:-0})), of them ${patterns:-0} patterns known to be slow"
sed -n 's/^faults injected: \([0-9]*\), files lost: \([0-9]*\)/faults injected:     \1\nfiles lost:          \2/p' "$log/faults.log"
echo "hours fuzzed:        $(awk -v s="$seconds" 'BEGIN { printf "%.2f of CPU", s / 3600 }')"
sed -n 's/^worst ratio of a doubling: /worst time ratio:    /p' "$log/pathological.log"
sed -n '/^slowest per byte/,/^worst/p' "$log/pathological.log" | grep -v '^worst'
echo "parts failed:        $failed"
[ "$failed" -eq 0 ]
