#!/bin/sh
# The quick part of make lint: each check is one test. clang-tidy and the analyzer take minutes.
cd "$(dirname "$0")/../.." && ONLY="floors headers sizes globals format cppcheck shell" exec make -s lint
