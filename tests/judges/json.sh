#!/bin/sh
# Every JSON file of a folder against the project's schema, judged by python3-jsonschema.
# Usage: sh tests/judges/json.sh FOLDER
set -u
cd "$(dirname "$0")/../.." || exit 1
if ! python3 -c 'import jsonschema' 2>/dev/null; then
    echo "skip: JSON against its schema: python3-jsonschema is missing"
    exit 0
fi
exec python3 tests/judges/json_schema.py src/export/json/schema.json "$1"/*.json
