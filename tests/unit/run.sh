#!/bin/sh
# Runs unit test programs and counts their tests: the last line is "N passed, N failed".
passed=0 failed=0
for program in "$@"; do
    output=$("$program" 2>&1) || status=$?
    status=${status:-0}
    ok=$(printf '%s\n' "$output" | grep -c '^ok ')
    bad=$(printf '%s\n' "$output" | grep -c '^FAILED ')
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    if [ "$bad" -ne 0 ]; then printf '%s\n%s\n' "$program" "$output" | grep -v '^ok '; fi
    passed=$((passed + ok)) failed=$((failed + bad)) status=
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
