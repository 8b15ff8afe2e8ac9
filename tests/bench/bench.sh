#!/bin/sh
# make bench: whole processes, in one run, in turn: specmill beside cmark-gfm and pandoc, on the
# shipped example, on it 100 times and 1,000 times. Prints the median wall time of RUNS runs, peak
# memory, and the ratio to specmill's. Pandoc takes minutes on the largest: FULL=1 runs it there.
set -u
cd "$(dirname "$0")/../.."
exec python3 tests/bench/bench.py "$@"
