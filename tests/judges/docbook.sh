#!/bin/sh
# DocBook files before Debian's docbook5-xml: well-formed, valid against RELAX NG, and without a
# breach of the Schematron rules (exclusions, link targets). Then pandoc reads them back, and no
# text may be lost.
# Usage: sh tests/judges/docbook.sh FOLDER | FILE...
set -u
schema=${DOCBOOK_SCHEMA:-/usr/share/xml/docbook/schema}
if [ -d "$1" ]; then set -- "$1"/*.xml; fi
status=0
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
if ! command -v pandoc >/dev/null || ! command -v python3 >/dev/null; then
    echo "skip: DocBook read back: pandoc or python3 is missing"
else
    python3 "$(dirname "$0")/docbook_pandoc.py" "$@" || status=1
fi
exit "$status"
