#!/bin/sh
# make bench: whole processes, in one run, in turn: specmill beside cmark-gfm and pandoc, on the
# shipped example, on it 100 times and 1,000 times. Prints the median wall time of RUNS runs, peak
# memory, and the ratio to specmill's. Pandoc takes minutes on the largest: FULL=1 runs it there.
# Then single diagrams beside mermaid-cli. BENCH=bench or BENCH=diagrams runs one of the two.
set -u
cd "$(dirname "$0")/../.."
for part in ${BENCH:-bench diagrams}; do
    python3 "tests/bench/$part.py" "$@" || exit 1
done
