#!/bin/sh
# DocBook files before Debian's docbook5-xml: well-formed, valid against RELAX NG, and without a
# breach of the Schematron rules (exclusions, link targets).
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
    exit "$status"
fi
for rules in rng/5.0/docbook.rng schematron/5.0/docbook.sch; do
    jing "$schema/$rules" "$@" 2>/dev/null || status=1
done
exit "$status"
