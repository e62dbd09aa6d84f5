#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# How many instructions secrun executes, counted by callgrind, so that a busy machine cannot change the result:
# a start with 10 secrets whose command says nothing, one whose command says a line, so that the needles are made, and the relay
# of 1 MiB. Fails where a count has grown by more than a tenth over instructions.baseline.
#
#   Tests/Benchmarks/instructions.sh RELEASE            compare
#   Tests/Benchmarks/instructions.sh RELEASE --write    make the counts the new baseline
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[[ $# -ge 1 ]] || { echo "usage: instructions.sh RELEASE [--write]" >&2; exit 2; }
secrun=$(realpath "$1")
baseline=$here/instructions.baseline

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# What a count depends on: nothing of the user's environment, and no order of a set that is different each time.
clean=(env -i "HOME=$folder" PATH=/usr/bin:/bin SWIFT_DETERMINISTIC_HASHING=1)

prepare() {
  "${clean[@]}" "$secrun" init 2>init.log
  local number
  for number in $(seq 10); do
    printf 'KEY_%s=%s\n' "$number" "$(printf 'value %s' "$number" | sha256sum | head -c 40)"
  done >values.env
  "${clean[@]}" "$secrun" import values.env >/dev/null
  printf '[scope.default]\nsecrets = [%s]\n' "$(seq -s, -f '"KEY_%g"' 10)" >secrun.toml
  "${clean[@]}" "$secrun" allow --yes >/dev/null 2>&1
  yes '2027-01-31T23:59:59Z worker 7 took 12.5 ms to answer GET /v1/items?page=3 with 200 (4096 bytes)' |
    head -c 1048576 >mebibyte || true
}

# count COMMAND…: how many instructions secrun itself executes around a command.
count() {
  "${clean[@]}" valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file=valgrind.log \
    "$secrun" -- "$@" >output
  sed -n 's/.*Collected : *//p' valgrind.log
}

prepare
# The first run keeps what it verified and the digest of the program.
"${clean[@]}" "$secrun" -- /bin/true
"${clean[@]}" "$secrun" -- /bin/echo x >/dev/null
"${clean[@]}" "$secrun" -- /bin/cat mebibyte >/dev/null
start=$(count /bin/true)
needles=$(count /bin/echo x)
# In how many pieces the output arrives is the scheduler's to say: the least of a few counts.
relay=$(($(for _ in 1 2 3 4 5; do count /bin/cat mebibyte; done | sort -n | head -n 1) - needles))
# The C library and libsodium choose their code by what the processor has.
processor=$(grep -m 1 '^flags' /proc/cpuinfo | grep -o -w -E 'avx2|bmi2|erms|fsrm|aes' | sort | xargs)
tools="$(swift --version 2>/dev/null | head -n 1), libsodium $(pkg-config --modversion libsodium), $processor"

if [ "${2:-}" = --write ]; then
  printf '%s\nstart %s\nneedles %s\nrelay %s\n' "$tools" "$start" "$needles" "$relay" >"$baseline"
  cat "$baseline"
  exit
fi

if [ "$(head -n 1 "$baseline")" != "$tools" ]; then
  printf 'counted with other tools than the baseline, so not compared: start %s, needles %s, relay %s\n' \
    "$start" "$needles" "$relay"
  exit
fi
status=0
for name in start needles relay; do
  known=$(sed -n "s/^$name //p" "$baseline")
  printf '%-8s %11s instructions, %11s in the baseline\n' "$name" "${!name}" "$known"
  if [ "$((${!name} * 10))" -gt "$((known * 11))" ]; then
    printf 'instructions.sh: %s has grown by more than a tenth; find out why, or run with --write\n' "$name" >&2
    status=1
  fi
done
exit "$status"
