# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# What the benchmarks share; they source it. Sets `package`, `folder` (temporary, and the home of all that is measured)
# and `secrun` (SECRUN_BINARY, else a release build).
package=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() { printf '%s: %s\n' "${0##*/}" "$1" >&2; exit 1; }

# need PROGRAM:PACKAGE…: installs what is missing, as root.
need() {
  local entry missing=()
  for entry in "$@"; do
    command -v "${entry%%:*}" >/dev/null || missing+=("${entry##*:}")
  done
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

# compiled NAME: the C program of that name in this folder, built into $folder.
compiled() {
  "$(command -v clang || command -v cc)" -O2 -o "$folder/$1" "$package/Tests/Benchmarks/$1.c"
}

# environment NAME PACKAGE…: a Python with these packages, kept between runs.
environment() {
  local place=$package/.build/benchmarks/$1
  shift
  [ -x "$place/bin/python" ] || python3 -m venv "$place" >&2
  "$place/bin/pip" install --quiet --disable-pip-version-check "$@" >&2
  printf '%s\n' "$place"
}

# names COUNT: a JSON object of that many values, each as long and as random as a key.
names() {
  python3 - "$1" <<'VALUES'
import base64, json, os, sys
print(json.dumps({"KEY_%d" % n: base64.b64encode(os.urandom(30)).decode() for n in range(1, int(sys.argv[1]) + 1)}))
VALUES
}

# project NAME ENTRIES: a store with that many secrets, and a scope for none, one, ten and a hundred of them.
project() {
  mkdir -p "$folder/$1"
  cd "$folder/$1"
  "$secrun" init 2>/dev/null
  names "$2" | "$secrun" import --format json - >/dev/null
  {
    local count
    for count in 0 1 10 100; do
      [ "$count" -le "$2" ] || continue
      printf '[scope.s%s]\nsecrets = [%s]\n' "$count" "$(seq -s, -f '"KEY_%g"' "$count")"
    done
    grep '^# This line ties' secrun.toml || true
  } >new.toml
  mv new.toml secrun.toml
  "$secrun" allow --yes >/dev/null 2>&1
}

# show NAME TITLE VALUE LABEL…: prints the table on standard input, and draws its column VALUE into PLOTS, if that is set.
show() {
  local name=$1
  shift
  tee "$folder/$name.md"
  [ -n "${PLOTS:-}" ] || return 0
  local python
  python=$(environment plots matplotlib)/bin/python
  "$python" "$package/Tests/Benchmarks/plot.py" "$PLOTS/$name.svg" "$@" <"$folder/$name.md"
}

# machine: what it was measured on.
machine() {
  printf '%s, %s processors, %s, load %s\n\n' "$(date -u +%Y-%m-%d)" "$(nproc)" "$(uname -sr)" \
    "$(cut -d' ' -f1 /proc/loadavg)"
}
