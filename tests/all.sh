#!/bin/sh
# Installs what building and testing need, builds, and runs every test. The last line is
# "N passed, N failed". Usage: sh tests/all.sh
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
if command -v apt-get >/dev/null; then
    # shellcheck disable=SC2086
    install_packages "for building and testing" $build_packages $test_packages
else
    name_missing_libraries
fi
WERROR=1 make -s -j"$(getconf _NPROCESSORS_ONLN)" all
exec make -s test
