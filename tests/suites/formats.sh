#!/bin/sh
# Every whole specification of ours through every format, and every output through a judge that
# others wrote. Seeds and corpus (../shared, or SPECMILL_SHARED) take part where they are.
set -u
cd "$(dirname "$0")/../.."
. tests/judges/npm.sh
shared=${SPECMILL_SHARED:-../shared}
program=${SPECMILL:-$PWD/build/specmill}
out=build/formats
passed=0 failed=0
ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "formats: $*"
}

rm -rf "$out" && mkdir -p "$out"
inputs=$(ls tests/cases/spec/*.md)
if [ -d "$shared/seeds" ]; then
    inputs="$inputs $(ls "$shared"/seeds/*.txt "$shared"/corpus/specs/*.md)"
else
    echo "skip: no seeds and corpus at $shared; only our own cases are run"
fi
for input in $inputs; do
    name=${input##*/}
    if "$program" -q --date 2026-01-01 -t html,docbook,pdf,xlsx,jira,json -d "$out" "$input" \
        2>"$out/$name.err"; then
        ok
    else
        bad "$input: status $?: $(head -n 3 "$out/$name.err")"
    fi
done

# judge NAME TOOL COMMAND...: one test; a missing tool is said.
judge() {
    name=$1 tool=$2
    shift 2
    if ! command -v "$tool" >/dev/null && [ ! -e "$tool" ]; then
        echo "skip: $name: $tool is missing"
        return
    fi
    if "$@" >"$out/judge.log" 2>&1; then ok; else
        bad "$name: $(head -n 20 "$out/judge.log")"
    fi
}

install_judges
schema=/usr/share/xml/docbook/schema/rng/5.0/docbook.rng
judge "DocBook against RELAX NG (jing)" jing jing "$schema" "$out"/*.xml
for pdf in "$out"/*.pdf; do
    judge "$pdf: qpdf" qpdf qpdf --check "$pdf"
    judge "$pdf: poppler" pdftotext pdftotext "$pdf" /dev/null
done
[ -z "$judges" ] ||
    judge "HTML: Nu checker" java java -jar "$judges/vnu-jar/build/dist/vnu.jar" "$out"/*.html
for script in tests/judges/*.sh; do
    case $script in */npm.sh | */python.sh) continue ;; esac
    judge "$script" sh sh "$script" "$out"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
