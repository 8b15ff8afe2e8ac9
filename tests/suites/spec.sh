#!/bin/sh
# The examples of the CommonMark and GFM specification, through loading and the HTML body.
set -u
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
make -s "$build/tests/spec/body" && exec python3 tests/spec/spec.py "$build/tests/spec/body"
