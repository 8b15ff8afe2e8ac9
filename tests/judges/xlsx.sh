#!/bin/sh
# Every workbook of a folder, and those of our own cases with every option: against the rules that
# Excel repairs by, read back by openpyxl and exceljs and compared with the JSON and the CSV beside
# it, and validated by the Open XML SDK. Usage: sh tests/judges/xlsx.sh FOLDER
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/judges/python.sh
. tests/judges/npm.sh
program=${SPECMILL:-$PWD/build/specmill}
status=0
install_judges
mkdir -p "$1/cases"
"$program" -q --date 2026-01-01 --all-tables --html-base https://example.org/specs/ --with-tickets \
    -t html,xlsx,jira,json -d "$1/cases" \
    tests/cases/xlsx/*.md tests/cases/jira/*.md tests/cases/config/words.md || status=1
if [ -d "$judges/exceljs" ]; then
    JUDGES=$judges node tests/judges/xlsx_exceljs.mjs "$1"/*.xlsx "$1"/cases/*.xlsx || status=1
else
    echo "skip: workbooks by exceljs: it is missing"
fi
if find_python openpyxl; then
    "$python" tests/judges/xlsx_records.py "$1"/*.xlsx "$1"/cases/*.xlsx || status=1
else
    echo "skip: workbooks: python3-openpyxl is missing"
fi
find_python zipfile && { "$python" tests/judges/xlsx_rules.py "$1"/*.xlsx "$1"/cases/*.xlsx || status=1; }
validator=$judges/.bin/ooxml-validator
if [ -n "$judges" ] && [ -x "$validator" ]; then
    # a second and more each: the largest, which have everything in them
    # shellcheck disable=SC2012
    for workbook in $(ls -S "$1"/*.xlsx | head -n 16); do
        # it finds relative names from its own folder
        case $workbook in /*) ;; *) workbook=$PWD/$workbook ;; esac
        "$validator" "$workbook" >"$1/validator.log" 2>&1 && continue
        status=1
        echo "$workbook: $(head -n 12 "$1/validator.log")"
    done
fi
exit $status
