#!/bin/sh
# make office: workbooks opened by LibreOffice, calculated anew and saved by it; the values, tables,
# drop-downs and links are still the same. Not part of the tests: a start takes seconds, the package
# (libreoffice-calc-nogui) is large. Usage: sh tests/judges/office.sh [FILE.md...]
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/judges/python.sh
command -v soffice >/dev/null || { echo "skip: LibreOffice is missing"; exit 0; }
find_python openpyxl || { echo "skip: python3-openpyxl is missing"; exit 0; }
[ $# -gt 0 ] || set -- tests/cases/spec/*.md tests/cases/xlsx/*.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/profile/user" "$work/ours" "$work/saved"
cat >"$work/profile/user/registrymodifications.xcu" <<END
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
END
build/specmill -q --date 2026-01-01 --all-tables --html-base https://example.org/specs/ \
    -t xlsx -d "$work/ours" "$@" || exit 1
soffice "-env:UserInstallation=file://$work/profile" --headless \
    --convert-to 'xlsx:Calc MS Excel 2007 XML' --outdir "$work/saved" "$work"/ours/*.xlsx \
    >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
"$python" tests/judges/office.py "$work/saved" "$work"/ours/*.xlsx
