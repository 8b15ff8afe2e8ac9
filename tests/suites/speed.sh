#!/bin/sh
# What HTML of a large text, and of a short one, may cost in time and memory.
set -u
cd "$(dirname "$0")/../.."
exec python3 tests/bench/limits.py
