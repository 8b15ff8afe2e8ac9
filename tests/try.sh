#!/bin/sh
# The quick tour: installs what the build needs, builds, and converts a shipped example into
# every format. Usage: sh tests/try.sh [OUTPUT-FOLDER]
set -eu
cd "$(dirname "$0")/.."
. tests/packages.sh
out=${1:-build/example}
if command -v apt-get >/dev/null; then
    # shellcheck disable=SC2086
    install_packages "for building" $build_packages
else
    name_missing_libraries
fi
make -s -j"$(getconf _NPROCESSORS_ONLN)"
mkdir -p "$out"
build/specmill -q -t all -d "$out" tests/cases/spec/fleet-telemetry.md
cat <<TEXT

The example tests/cases/spec/fleet-telemetry.md in every format:
  $out/fleet-telemetry.pdf   to read on paper or screen, and to sign
  $out/fleet-telemetry.html  to publish: one file, no network needed
  $out/fleet-telemetry.xml   DocBook 5, for a documentation toolchain
  $out/fleet-telemetry.xlsx  tasks, risks, errors, ... as a workbook
  $out/fleet-telemetry.csv   the tasks, for Jira's CSV import
  $out/fleet-telemetry.json  the model itself, for scripts

Your own: build/specmill SPEC.md -o SPEC.pdf
TEXT
