#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# What it costs to relay output through secrun: throughput and processor time beside `cat | cat` and `cat | cat | cat`, on
# a terminal beside script(1), the way of single lines beside a plain pipe, memory, and what an idle run does.
#
#   Tests/Benchmarks/relay.sh [--quick]      512 MB and 9 rounds; 64 MB and 3 rounds when quick
#   SECRUN_BINARY=PATH                       this binary instead of the release build
set -euo pipefail
# shellcheck source=Tests/Benchmarks/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
megabytes=512
rounds=9
if [ "${1:-}" = --quick ]; then
  megabytes=64
  rounds=3
fi

need python3:python3 script:bsdutils strace:strace
secrun=$(binary)
export HOME=$folder
project many 1000

measure() { python3 "$package/Tests/Benchmarks/relay.py" "$1" "$secrun" "$folder" "$megabytes" "$rounds"; }

machine
measure throughput | show relay 'Throughput of a relay' 'GB/s'
printf '\n'
measure terminal | show relay-terminal 'Throughput on a terminal' 'GB/s'
printf '\n'
measure latency | show relay-latency 'The way of a single line' 'p50 µs'
printf '\n'
measure idle
