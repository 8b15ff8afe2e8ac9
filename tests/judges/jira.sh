#!/bin/sh
# Every task CSV of a folder, read by Python's csv module and compared with the JSON beside it.
# Usage: sh tests/judges/jira.sh FOLDER
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/judges/python.sh
if ! find_python csv; then
    echo "skip: task CSV: python3 is missing"
    exit 0
fi
exec "$python" tests/judges/jira_rows.py "$1"/*.csv
