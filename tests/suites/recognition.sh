#!/bin/sh
# The counts of records in the templates, and precision and recall over the labelled documents
# (../shared, or SPECMILL_SHARED), which must not sink below an F1 of 0.95.
set -u
cd "$(dirname "$0")/../.."
exec python3 tests/recognition/score.py --check
