#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs one fuzzer for a time. All of them share one build; an input that breaks a promise is kept in .build-fuzz
# and shown.
#
#   Tests/Fuzzing/fuzz.sh FUZZER [SECONDS]      60 unless said otherwise
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
fuzzer=$1
seconds=${2:-60}

folder=$PWD/.build-fuzz
mkdir -p "$folder"
export SECRUN_FUZZ=1
swift build -c release --product "$fuzzer" --scratch-path "$folder" --quiet 2>"$folder/build.log" || {
  cat "$folder/build.log" >&2
  exit 1
}
mkdir -p "$folder/corpus/$fuzzer"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The backtracer would take the signal by which the fuzzer learns of a failure.
if ! SWIFT_BACKTRACE=enable=no "$folder/release/$fuzzer" -max_total_time="$seconds" -max_len=600 \
  -timeout=10 -artifact_prefix="$folder/" "$folder/corpus/$fuzzer" >"$log" 2>&1; then
  grep -v -E '^#[0-9]+[[:space:]]' "$log" | tail -n 40 >&2
  exit 1
fi
runs=$(sed -nE 's/^Done ([0-9]+) runs.*/\1/p' "$log")
printf '%s: %s inputs in %s s, nothing found\n' "$fuzzer" "${runs:-no}" "$seconds"
[ "${runs:-0}" -gt 100 ]
