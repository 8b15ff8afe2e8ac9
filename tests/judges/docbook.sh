#!/bin/sh
# DocBook files before Debian's docbook5-xml: well-formed, valid against RELAX NG, and without a
# breach of the Schematron rules (exclusions, link targets). Then the DocBook stylesheets make HTML
# of some, and pandoc reads all of them back: nothing of the model beside them may be lost.
# Usage: sh tests/judges/docbook.sh FOLDER | FILE...      FO=1: PDF of each, too, by fop
set -u
schema=${DOCBOOK_SCHEMA:-/usr/share/xml/docbook/schema}
styles=${DOCBOOK_STYLES:-/usr/share/xml/docbook/stylesheet/docbook-xsl-ns}
judges=$(dirname "$0")
if [ -d "$1" ]; then set -- "$1"/*.xml; fi
status=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! command -v xmllint >/dev/null; then
    echo "skip: DocBook well-formed: xmllint is missing"
else
    xmllint --nonet --noout "$@" || status=1
fi
if ! command -v jing >/dev/null || [ ! -e "$schema/rng/5.0/docbook.rng" ]; then
    echo "skip: DocBook against its schema: jing or docbook5-xml is missing"
else
    for rules in rng/5.0/docbook.rng schematron/5.0/docbook.sch; do
        jing "$schema/$rules" "$@" 2>/dev/null || status=1
    done
fi

# styled STYLE FILE RESULT: quietly, but for complaints
styled() {
    xsltproc --nonet --stringparam fop1.extensions 1 -o "$3" "$styles/$1/docbook.xsl" "$2" 2>"$work/said" &&
        ! grep -v '^Making ' "$work/said" && return
    echo "$2: the stylesheets for $1 complain"
    status=1
}
if ! command -v xsltproc >/dev/null || [ ! -e "$styles/html/docbook.xsl" ]; then
    echo "skip: DocBook through its stylesheets: xsltproc or docbook-xsl-ns is missing"
else
    count=0
    for file in "$@"; do
        count=$((count + 1))
        [ -n "${FO:-}" ] || [ $((count % 6)) -eq 1 ] || continue
        styled html "$file" "$work/page.html"
        [ -n "${FO:-}" ] || continue
        styled fo "$file" "$work/pages.fo"
        if ! fop -fo "$work/pages.fo" -pdf "$work/pages.pdf" >"$work/fop" 2>&1 || [ ! -s "$work/pages.pdf" ] ||
            grep -E 'SEVERE|\[ERROR\]|Exception' "$work/fop"; then
            echo "$file: no PDF from fop"
            status=1
        fi
    done
fi
if ! command -v pandoc >/dev/null || ! command -v python3 >/dev/null; then
    echo "skip: DocBook read back: pandoc or python3 is missing"
else
    python3 "$judges/docbook_pandoc.py" "$@" || status=1
fi
exit "$status"
