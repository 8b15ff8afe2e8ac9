#!/bin/sh
# Every JSON file of a folder against the project's schema, judged by python3-jsonschema.
# Usage: sh tests/judges/json.sh FOLDER
set -u
cd "$(dirname "$0")/../.." || exit 1
. tests/judges/python.sh
if ! find_python jsonschema; then
    echo "skip: JSON against its schema: python3-jsonschema is missing"
    exit 0
fi
exec "$python" tests/judges/json_schema.py src/export/json/schema.json "$1"/*.json
