#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Prints the speed of the redactor in GB/s of processor time, beside memcpy in the same run, and beside
# Hyperscan in streaming mode and ahocorasick-rs, fed with the same needles, where PyPI can be reached.
#
#   Tests/Benchmarks/redaction.sh [NUMBER OF SECRETS…]      default: 1 10 100 1000
set -eu
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- 1 10 100 1000
build=.build-release
swift build -c release --scratch-path $build --product RedactionBenchmark >&2
echo "redaction, $(date -u +%Y-%m-%d), $(nproc) processors"
$build/release/RedactionBenchmark "$@"

peers=$build/peers
if [ ! -x $peers/bin/python ]; then
  python3 -m venv $peers && $peers/bin/pip -q install hyperscan ahocorasick-rs >&2 || exit 0
fi
for count in "$@" sharedPrefix rows sharedSuffix longRow; do
  $build/release/RedactionBenchmark write "$count" $peers
  # A peer that crashes on a hostile input ends its own row only.
  $peers/bin/python Tests/Benchmarks/redaction-peers.py "$count" $peers \
    || printf 'the peers ended with status %s on %s\n' "$?" "$count"
done
