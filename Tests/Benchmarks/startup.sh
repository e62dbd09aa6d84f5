#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# What `secrun -- /bin/true` costs: 10 secrets in scope, a key file, in a store of 10 and in one of 1,000
# entries; against a direct spawn, tini, and python-dotenv's `dotenv run`, taking turns in one run;
# and giving the command a terminal, against script(1).
#
#   Tests/Benchmarks/startup.sh [ROUNDS]     200 rounds unless said otherwise
#   SECRUN_BINARY=PATH                       this binary instead of the release build
set -euo pipefail
package=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
rounds=${1:-200}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() { printf 'startup.sh: %s\n' "$1" >&2; exit 1; }

need() {
  local missing=()
  command -v tini >/dev/null || missing+=(tini)
  command -v python3 >/dev/null || missing+=(python3)
  command -v script >/dev/null || missing+=(bsdutils)
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
  command -v clang >/dev/null || command -v cc >/dev/null || missing+=(gcc libc6-dev)
  [ "${#missing[@]}" -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] || fail "missing packages; as root: apt-get install -y ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

binary() {
  if [ -n "${SECRUN_BINARY:-}" ]; then
    realpath "$SECRUN_BINARY"
    return
  fi
  local options=(--package-path "$package" --scratch-path "$package/.build-release" -c release)
  swift build "${options[@]}" --product secrun --static-swift-stdlib --quiet >&2
  printf '%s/secrun\n' "$(swift build "${options[@]}" --show-bin-path)"
}

# value NUMBER: something as long and as random as a key.
value() { head -c 30 /dev/urandom | base64; }

# project NAME ENTRIES: a store with that many secrets, of which a scope takes ten.
project() {
  mkdir -p "$folder/$1"
  cd "$folder/$1"
  "$secrun" init 2>/dev/null
  local number
  for number in $(seq "$2"); do printf '{"name": "KEY_%s", "value": "%s"}\n' "$number" "$(value)"; done |
    python3 -c 'import json, sys; print(json.dumps({r["name"]: r["value"] for r in map(json.loads, sys.stdin)}))' |
    "$secrun" import --format json -
  printf '[scope.default]\nsecrets = [%s]\n' "$(seq -s, -f '"KEY_%g"' 10)" >secrun.toml
  "$secrun" allow --yes >/dev/null 2>&1
}

need
secrun=$(binary)
export HOME=$folder
cd "$folder"
"$(command -v clang || command -v cc)" -O2 -o spawn-timer "$package/Tests/Benchmarks/spawn-timer.c"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'python-dotenv[cli]'
for number in $(seq 10); do printf 'KEY_%s=%s\n' "$number" "$(value)"; done >.env
project ten 10
project thousand 1000

cd "$folder/ten"
printf '%s rounds, %s, %s\n\n' "$rounds" "$(nproc) processors" "$(uname -sr)"
../spawn-timer "$rounds" \
  'direct' /bin/true ';' \
  'tini' tini -s -- /bin/true ';' \
  'secrun' "$secrun" -- /bin/true ';' \
  'secrun --exec' "$secrun" --exec -- /bin/true ';' \
  'script' script -qec /bin/true /dev/null ';' \
  'secrun --tty always' "$secrun" --tty always -- /bin/true ';' \
  'secrun, 1000 entries' "$secrun" --config "$folder/thousand/secrun.toml" -- /bin/true ';' \
  'dotenv run' ../venv/bin/dotenv -f ../.env run -- /bin/true
