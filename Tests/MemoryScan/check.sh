#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds the scanner, the leaks that it must find and secrun with its checkpoints, and looks into secrun's memory.
#
#   check.sh RELEASE      as root; for others only what needs no look at memory that is shown to nobody else
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
[[ $# -eq 1 ]] || { echo "usage: check.sh RELEASE" >&2; exit 2; }
release=$(realpath "$1")

python=python3
python3 -c 'import nacl' 2>/dev/null || python=$root/.build/store-reader/bin/python
compiler=$(command -v clang || command -v cc)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$compiler" -O2 -Wall -Wextra -o "$work/scan" "$here/scan.c"
"$compiler" -O2 -o "$work/leak-register" "$here/controls.c"
"$compiler" -O2 -DLEAK_BUFFER -Wno-unused-result -o "$work/leak-buffer" "$here/controls.c"
swiftc -O -static-stdlib -parse-as-library -o "$work/leak-string" "$here/StringLeak.swift"
options=(--package-path "$root" --scratch-path "$root/.build-memory" -c release --static-swift-stdlib
  --product secrun -Xswiftc -DSECRUN_MEMORY_TEST
  -Xcc -DSECRUN_MEMORY_TEST)
swift build "${options[@]}" --quiet
tested=$(swift build "${options[@]}" --show-bin-path)/secrun
# The suite runs it from a folder that other users may enter.
install -m 755 "$release" "$work/secrun"
chmod 755 "$work"
PYTHONDONTWRITEBYTECODE=1 "$python" "$here/memory_scan.py" "$work/scan" "$work/leak" "$tested" "$work/secrun"
