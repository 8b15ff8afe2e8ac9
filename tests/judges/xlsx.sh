#!/bin/sh
# Every workbook of a folder, read back by openpyxl and compared with the JSON file beside it.
# Usage: sh tests/judges/xlsx.sh FOLDER
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/judges/python.sh
if ! find_python openpyxl; then
    echo "skip: workbooks: python3-openpyxl is missing"
    exit 0
fi
exec "$python" tests/judges/xlsx_records.py "$1"/*.xlsx
