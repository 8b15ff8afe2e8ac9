#!/bin/sh
# Every workbook of a folder, read back by openpyxl and compared with the JSON file beside it, and
# validated by the Open XML SDK. Usage: sh tests/judges/xlsx.sh FOLDER
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/judges/python.sh
. tests/judges/npm.sh
status=0
if find_python openpyxl; then
    "$python" tests/judges/xlsx_records.py "$1"/*.xlsx || status=1
else
    echo "skip: workbooks: python3-openpyxl is missing"
fi
install_judges
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
