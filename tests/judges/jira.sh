#!/bin/sh
# Every task CSV of a folder, read by Python's csv module and compared with the JSON beside it; and
# the descriptions of our own cases, in Jira's markup and in Markdown, as pandoc reads both.
# Usage: sh tests/judges/jira.sh FOLDER
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/judges/python.sh
program=${SPECMILL:-$PWD/build/specmill}
status=0
if ! find_python csv; then
    echo "skip: task CSV: python3 is missing"
    exit 0
fi
"$python" tests/judges/jira_rows.py "$1"/*.csv || status=1
if ! command -v pandoc >/dev/null; then
    echo "skip: descriptions in Jira's markup: pandoc is missing"
    exit "$status"
fi
rm -rf "$1/wiki" "$1/markdown"
"$program" -q -t jira --profile jira-server -d "$1/wiki" \
    tests/cases/jira/*.md tests/cases/spec/*.md || status=1
"$program" -q -t jira --profile github -d "$1/markdown" \
    tests/cases/jira/*.md tests/cases/spec/*.md || status=1
set -- "$1" # pairs of files follow
for wiki in "$1"/wiki/*.csv; do
    set -- "$@" "$wiki" "$1/markdown/${wiki##*/}"
done
shift
"$python" tests/judges/jira_pandoc.py "$@" || status=1
exit "$status"
