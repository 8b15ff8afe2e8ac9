#!/bin/sh
# Ten seconds of fuzzing for each harness, two at a time, after all that was found once; "make fuzz"
# does it at length.
cd "$(dirname "$0")/../.." || exit 1
unset SAN
export TIME=10 SEED_SIZE=2k BUILD=build-fuzz
if ! make -s -j2 BUILD=$BUILD CC=clang FUZZ=1 $BUILD/fuzz 2>/dev/null; then
    exec sh tests/fuzz/fuzz.sh # says why
fi
for half in 0 1; do
    HARNESS=$($BUILD/fuzz --list | awk -v half=$half 'NR % 2 == half') sh tests/fuzz/fuzz.sh >"$BUILD/half$half" 2>&1 &
done
wait
grep -hvE '^[0-9]+ passed' "$BUILD/half0" "$BUILD/half1"
cat "$BUILD/half0" "$BUILD/half1" |
    awk '/^[0-9]+ passed/ { p += $1; f += $3 } END { print p + 0 " passed, " f + 0 " failed"; exit f > 0 || p == 0 }'
