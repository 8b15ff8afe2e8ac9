#!/bin/sh
# A second of fuzzing for each harness, after all that was found once; "make fuzz" does it at length.
cd "$(dirname "$0")/../.." || exit 1
unset SAN
TIME=1 SEED_SIZE=2k BUILD=build-fuzz exec sh tests/fuzz/fuzz.sh
