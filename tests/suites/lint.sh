#!/bin/sh
# Formatting, static analysis, floors, headers, globals, sizes: each check is one test.
cd "$(dirname "$0")/../.." && exec make -s lint
