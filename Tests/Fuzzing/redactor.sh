#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Fuzzes the redactor: output must not depend on the cutting, must hold no value, and must be the input when
# nothing was redacted. An input that breaks this is kept beside the corpus and its path printed.
#
#   Tests/Fuzzing/redactor.sh [SECONDS]      60 unless said otherwise
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=${1:-60}

folder=$PWD/.build-fuzz
export SECRUN_FUZZ=1
swift build -c release --product FuzzRedactor --scratch-path "$folder" --quiet
mkdir -p "$folder/corpus"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The backtracer would take the signal by which the fuzzer learns of a failure.
if ! SWIFT_BACKTRACE=enable=no "$folder/release/FuzzRedactor" -max_total_time="$seconds" -max_len=400 \
  -len_control=0 -artifact_prefix="$folder/" "$folder/corpus" >"$log" 2>&1; then
  grep -v -E '^#[0-9]+[[:space:]]' "$log" | tail -n 40 >&2
  exit 1
fi
runs=$(sed -nE 's/^Done ([0-9]+) runs.*/\1/p' "$log")
printf 'redactor: %s inputs in %s s, nothing found\n' "${runs:-no}" "$seconds"
[ "${runs:-0}" -gt 100 ]
