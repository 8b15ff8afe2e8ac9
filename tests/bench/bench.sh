#!/bin/sh
# make bench: whole processes, in one run, in turn: specmill beside cmark-gfm and pandoc, on the
# shipped example, on it 100 times and 1,000 times. Prints the median wall time of RUNS runs, peak
# memory, and the ratio to specmill's. Pandoc takes minutes on the largest: FULL=1 runs it there.
# Then PDF beside lowdown with mandoc, Typst, and pandoc with WeasyPrint (FULL=1: on the large file,
# too), and single diagrams beside mermaid-cli. BENCH=bench, pdf or diagrams runs one of the three.
# What only the comparison needs is installed here, where that can be done.
set -u
cd "$(dirname "$0")/../.." || exit 1
case " ${BENCH:-pdf} " in *" pdf "*)
    . tests/packages.sh
    if command -v apt-get >/dev/null; then
        install_packages "for the comparison" lowdown mandoc pandoc weasyprint
    fi ;;
esac
for part in ${BENCH:-bench pdf diagrams}; do
    python3 "tests/bench/$part.py" "$@" || exit 1
done
