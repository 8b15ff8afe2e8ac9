#!/bin/sh
# A sample of the faults of tests/hardening/faults.py; "make hardening" tries them all.
cd "$(dirname "$0")/../.." || exit 1
if [ -n "${SAN:-}" ]; then
    echo "skip: faults: a sanitizer allocates in its own way"
    echo "0 passed, 0 failed"
    exit 0
fi
exec python3 tests/hardening/faults.py
