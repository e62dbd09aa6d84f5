#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds secrun, seals two keys in a store of its own in a temporary folder, and lets a careless agent use them.
# Needs a Swift toolchain; installs libsodium, pkg-config and python3 with apt where they are missing.
# SECRUN_BINARY names a secrun that is built already.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

say() { if [[ -t 1 ]]; then printf '\n\033[1m%s\033[0m\n' "$*"; else printf '\n%s\n' "$*"; fi; }
die() { printf 'quickstart: %s\n' "$*" >&2; exit 1; }

install_missing() {
  local packages=() as_root=()
  command -v python3 >/dev/null || packages+=(python3)
  if [[ -z ${SECRUN_BINARY:-} ]]; then
    command -v swift >/dev/null || die "a Swift toolchain is needed: https://www.swift.org/install/linux/"
    command -v pkg-config >/dev/null || packages+=(pkg-config)
    pkg-config --exists libsodium 2>/dev/null || packages+=(libsodium-dev)
  fi
  [[ ${#packages[@]} -gt 0 ]] || return 0
  command -v apt-get >/dev/null || die "please install: ${packages[*]}"
  [[ $(id -u) -eq 0 ]] || as_root=(sudo)
  say "installing ${packages[*]}"
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${packages[@]}" >/dev/null
}

build() {
  if [[ -n ${SECRUN_BINARY:-} ]]; then
    binary=$(realpath "$SECRUN_BINARY")
    return
  fi
  say "building secrun (a few minutes the first time)"
  local options=(--package-path "$root" -c release --static-swift-stdlib --product secrun)
  swift build "${options[@]}" >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; die "the build failed"; }
  binary=$(swift build "${options[@]}" --show-bin-path)/secrun
  rm "$work/build.log"
}

# Everything that secrun could find of the user's own is out of its sight.
settle() {
  local variable
  for variable in $(compgen -e SECRUN_ || true) CREDENTIALS_DIRECTORY; do unset "$variable"; done
  export HOME=$work/home XDG_CONFIG_HOME=$work/home/.config XDG_DATA_HOME=$work/home/.local/share
  export XDG_STATE_HOME=$work/home/.local/state
  mkdir -p "$HOME" "$work/project"
  cd "$work/project"
}

secrun() { "$binary" "$@"; }
random() { head -c 24 /dev/urandom | base64 | tr -dc 'A-Za-z0-9'; }

# The forms of a key that must not be seen: raw, in JSON, in base64 at each of its three alignments, in hexadecimal.
forms() {
  local key=$1 lead text count
  printf '%s\n' "$key"
  printf '%s\n' "$key" | sed 's/[\\"]/\\&/g'
  for lead in '' x xx; do
    count=$((${#lead} + ${#key}))
    text=$(printf '%s' "$lead$key" | base64 -w 0)
    # Characters that also hold bits of what stands before or after the key are cut off.
    text=${text:0:count * 8 / 6}
    text=${text:(${#lead} * 8 + 5) / 6}
    printf '%s\n%s\n' "$text" "$(tr '+/' '-_' <<<"$text")"
  done
  printf '%s' "$key" | od -An -v -tx1 | tr -d ' \n'
  printf '\n'
}
all_forms() { forms "$api_key"; forms "$password"; }

# Writes the lines of its input that hold a key; nothing, when none does.
lines_with_keys() { grep -aF -f <(all_forms) || true; }

seal_and_run() {
  api_key=sk-demo-$(random)
  password="p/+\"$(random)\""

  coproc SERVER { exec python3 "$here/server.py" "$(printf '%s' "$api_key" | sha256sum | cut -d ' ' -f 1)"; }
  local port
  read -r port <&"${SERVER[0]}"
  export QUICKSTART_URL=http://127.0.0.1:$port
  cp "$here/agent.py" .

  say '$ secrun init'
  secrun init
  say '$ new-key | secrun set MODEL_API_KEY'
  printf '%s' "$api_key" | secrun set MODEL_API_KEY
  say '$ new-password | secrun set DATABASE_PASSWORD'
  printf '%s' "$password" | secrun set DATABASE_PASSWORD
  say '$ secrun -- python3 agent.py'
  secrun -- python3 agent.py 2>&1 | tee "$work/seen"
}

check() {
  local found
  grep -q 'GET /models: 200' "$work/seen" || die "the endpoint did not accept the key"
  [[ $(grep -o '\[REDACTED:MODEL_API_KEY\]' "$work/seen" | wc -l) -ge 3 ]] || die "the key was not redacted"
  grep -q '\[REDACTED:DATABASE_PASSWORD\]' "$work/seen" || die "the password was not redacted"
  [[ -z $(lines_with_keys <"$work/seen") ]] || die "a key can be seen in the output"

  # The check must be able to fail: without redaction three lines of the same agent hold a key.
  found=$(secrun --no-redact -- python3 agent.py 2>&1 | lines_with_keys | wc -l)
  [[ $found -eq 3 ]] || die "the check itself is broken: $found lines instead of 3"

  say '$ cut -c 1-76 secrun.store'
  cut -c 1-76 secrun.store
  found=$(find "$work" -type f -exec cat {} + | lines_with_keys | wc -l)
  [[ $found -eq 0 ]] || die "a key lies on the disk in plain text"
  say "Neither key is in what you saw or in any of the $(find "$work" -type f | wc -l) files on the disk, raw or encoded."
}

clean_up() {
  [[ -z ${SERVER_PID:-} ]] || kill "$SERVER_PID" 2>/dev/null || true
  rm -rf "$work"
}

work=$(mktemp -d)
trap clean_up EXIT
install_missing
build
settle
seal_and_run
check
