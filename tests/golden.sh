#!/bin/sh
# Golden files: golden/FLOOR/NAME.FORMAT is what backend FORMAT writes for
# tests/cases/FLOOR/NAME.md; NAME.diag holds the findings as printed. A case tests the formats
# that it has files for. Pages have their style and script in golden/html/page.html only.
#   tests/golden.sh                   compares; the last line is "N passed, N failed"
#   tests/golden.sh --update [NAME]   rewrites golden files that exist (make golden)
#   tests/golden.sh --new CASE FORMAT...   makes new ones: CASE is FLOOR/NAME
set -u
cd "$(dirname "$0")/.."
root=$PWD
program=${SPECMILL:-$root/build/specmill}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

extension_of() { # of the file that backend $1 writes
    case $1 in
    docbook) echo xml ;; jira) echo csv ;; jira-mapping) echo jira.txt ;; dump) echo txt ;; *) echo "$1" ;;
    esac
}

# Converts case $1 (FLOOR/NAME) to format $2; the text to compare goes to $work/actual.
convert() {
    folder=$root/tests/cases/${1%/*} name=${1##*/}
    rm -rf "$work/out" && mkdir "$work/out"
    (
        cd "$folder" || exit 1
        case $2 in
        diag) "$program" --color never --max-findings 1000 -t json -d "$work/out" "$name.md" 2>"$work/actual" ;;
        svg) "$program" diagram "$name.mmd" -o - >"$work/actual" 2>/dev/null ;;
        xlsx)
            "$program" -q --date 2026-01-01 -t xlsx -d "$work/out" "$name.md" 2>/dev/null &&
                python3 "$root/tests/filters/xlsx.py" "$work/out/$name.xlsx" >"$work/actual"
            ;;
        html) # style and script are in golden/html/page.html, once
            "$program" -q --date 2026-01-01 -t html -d "$work/out" "$name.md" 2>/dev/null &&
                if [ "$1" = html/page ]; then cat "$work/out/$name.html"; else
                    sed -e '/<style>/,/<\/style>/ { /style>/!d; }' \
                        -e '/<script>/,/<\/script>/ { /script>/!d; }' \
                        -e 's/sha256-[A-Za-z0-9+\/]*=/sha256-.../g' "$work/out/$name.html"
                fi >"$work/actual"
            ;;
        *)
            "$program" -q --date 2026-01-01 -t "$2" -d "$work/out" "$name.md" 2>/dev/null &&
                mv "$work/out/$name.$(extension_of "$2")" "$work/actual"
            ;;
        esac
    )
}

passed=0 failed=0
fail() {
    failed=$((failed + 1))
    echo "golden: $1"
}

if [ "${1:-}" = --new ]; then
    case_name=$2
    shift 2
    mkdir -p "golden/${case_name%/*}"
    for format in "$@"; do
        convert "$case_name" "$format" || echo "golden: $case_name.$format: the conversion failed"
        cp "$work/actual" "golden/$case_name.$format"
    done
    exit 0
fi

for golden in $(find golden -type f | LC_ALL=C sort); do
    format=${golden##*.} case_name=${golden#golden/}
    case_name=${case_name%.*}
    : >"$work/actual"
    if [ "${1:-}" = --update ]; then
        [ -z "${2:-}" ] || [ "${case_name##*/}" = "$2" ] || [ "$case_name" = "$2" ] || continue
        convert "$case_name" "$format" || fail "$case_name.$format: the conversion failed"
        cmp -s "$work/actual" "$golden" || { cp "$work/actual" "$golden" && echo "changed: $golden"; }
        continue
    fi
    if ! convert "$case_name" "$format"; then
        fail "$case_name.$format: the conversion failed"
    elif cmp -s "$work/actual" "$golden"; then
        passed=$((passed + 1))
    else
        fail "$case_name.$format differs"
        diff -u "$golden" "$work/actual" | head -n 20
    fi
done
[ "${1:-}" = --update ] && exit 0
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
