#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds the image of this folder and runs it for real, with podman and runc: stopped with and without a handler,
# crashed, with and without a terminal, on a read-only root without capabilities, as another user than root; and with
# podman-compose by compose.yaml, where that is installed or pip can install it.
# Needs root; installs podman, runc and busybox-static with apt where they are missing. Without them it says so and
# exits with 77. SECRUN_BINARY names a release build that is there already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)

skip() { printf 'docker/try.sh: skipped: %s\n' "$1" >&2; exit 77; }
fail() { printf 'docker/try.sh: FAILED: %s\n' "$1" >&2; exit 1; }
passed=0
# expect WHAT GOT WANTED; of what was got the one warning is left out that the audit log cannot be written, on a root that
# is read-only.
expect() {
  local got
  got=$(sed '/^secrun: warning: this run is not on record: .*read-only file system/d' <<<"$2")
  [ "$got" = "$3" ] || fail "$1: got $(printf %q "$2"), expected $(printf %q "$3")"
  passed=$((passed + 1))
}

[ "$(id -u)" -eq 0 ] || skip 'root is needed to run containers'
missing=()
command -v podman >/dev/null || missing+=(podman)
command -v runc >/dev/null || missing+=(runc)
command -v busybox >/dev/null || missing+=(busybox-static)
if [ "${#missing[@]}" -gt 0 ]; then
  command -v apt-get >/dev/null || skip "there is no ${missing[*]}"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    "${missing[@]}"; } >/dev/null 2>&1 || skip "cannot install ${missing[*]}"
fi

work=$(mktemp -d)
containers() {
  podman --root "$work/storage" --runroot "$work/run" --storage-driver=vfs --runtime runc "$@"
}
clean_up() {
  containers rm -f -a >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean_up EXIT

# The release build is one static file: glibc and libsodium are inside, so that it runs in an image that has neither.
if [ -z "${SECRUN_BINARY:-}" ]; then
  command -v swift >/dev/null || skip 'there is no swift to build secrun, and no SECRUN_BINARY'
  options=(--package-path "$root" -c release --product secrun --static-swift-stdlib)
  swift build "${options[@]}" --quiet >&2
  SECRUN_BINARY=$(swift build "${options[@]}" --show-bin-path)/secrun
fi
SECRUN_BINARY=$(realpath "$SECRUN_BINARY")

# What lies beside the Dockerfile, made by a person with an identity.
mkdir "$work/image" "$work/home"
cp "$here/Dockerfile" "$here/agent.sh" "$here/compose.yaml" "$work/image/"
cp "$SECRUN_BINARY" "$work/image/secrun"
cd "$work/image"
key=sk-$(od -An -N 16 -tx1 /dev/urandom | tr -d ' \n')
(
  export HOME=$work/home XDG_CONFIG_HOME=$work/home/.config
  ./secrun init 2>/dev/null
  printf %s "$key" | ./secrun set API_KEY
)
cp "$work/home/.config/secrun/identity" "$work/identity"
chown 1000:1000 "$work/identity"
chmod 400 "$work/identity"

# A base without a network: busybox, which is one file.
mkdir -p "$work/base/bin" "$work/base/etc" "$work/base/tmp"
cp "$(command -v busybox)" "$work/base/bin/busybox"
for name in sh cat sleep ps kill grep stty test id ls wc tty head mkdir chown; do ln -s busybox "$work/base/bin/$name"; done
printf 'root:x:0:0::/:/bin/sh\nagent:x:1000:1000::/app:/bin/sh\n' >"$work/base/etc/passwd"
tar -C "$work/base" -cf "$work/base.tar" .
# Limits are left as they are: raising them is not everywhere allowed.
printf '[containers]\ndefault_ulimits = []\n[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n' \
  >"$work/containers.conf"
export CONTAINERS_CONF=$work/containers.conf
{ containers import "$work/base.tar" localhost/base &&
  containers build --network none --build-arg BASE=localhost/base -t agent .; } >"$work/build.log" 2>&1 ||
  { cat "$work/build.log" >&2; skip 'podman cannot build an image here'; }

options=(--network none -v "$work/identity:/run/secrets/secrun-identity:ro")
strict=(--read-only --cap-drop all --security-opt no-new-privileges)
run() { containers run --rm "${options[@]}" "$@"; }
status=0
first=$(run agent /app/agent.sh once 2>"$work/error") || status=$?
if [ "$status" -ne 0 ] && grep -qiE 'runc|cgroup|mount' "$work/error"; then
  cat "$work/error" >&2
  skip 'containers cannot be started here'
fi
expect 'exit status' "$status" 0
expect 'first run' "$first" 'working with [REDACTED:API_KEY]'

for how in plain strict; do
  [ "$how" = plain ] || options+=("${strict[@]}")
  expect "$how: user" "$(run agent id -u)" 1000
  expect "$how: status" "$(run agent sh -c 'exit 9' || echo $?)" 9
  expect "$how: crash" "$(run agent /app/agent.sh crash 2>&1 || echo $?)" \
    $'working with [REDACTED:API_KEY]\n139'
  expect "$how: not found" "$(run agent nothing 2>/dev/null || echo $?)" 127
  expect "$how: first process" "$(run agent sh -c 'cat /proc/1/comm')" secrun
  expect "$how: seccomp" "$(run agent grep -c '^Seccomp:.2' /proc/self/status)" 1
  expect "$how: orphans" "$(run agent sh -c \
    'for n in 1 2 3; do sh -c "sleep 0.1 & sleep 0.01"; done; sleep 0.5; ps -o stat | grep -c Z' || true)" 0

  # docker run with neither, -i, -t and -i -t.
  expect "$how: neither" "$(run agent sh -c 'test -t 0 || test -t 1 || cat; echo none')" none
  expect "$how: -i" "$(echo typed | run -i agent cat)" typed
  expect "$how: -t" "$(run -t agent sh -c 'test -t 0 && test -t 1 && test -t 2 && echo "all $API_KEY"' | tr -d '\r')" \
    'all [REDACTED:API_KEY]'
  expect "$how: -t status" "$(run -t agent sh -c 'exit 7' || echo $?)" 7
  expect "$how: -i -t" "$(script -qec "$(printf '%q ' podman --root "$work/storage" --runroot "$work/run" \
    --storage-driver=vfs --runtime runc run --rm -i -t "${options[@]}" agent \
    sh -c 'stty size >/dev/null && read x && echo "got $x"')" /dev/null <<<hello | tr -d '\r' | tail -n 1)" 'got hello'

  # docker stop: a handler has its time; without one the agent dies at once, long before the grace period ends.
  for terminal in '' -t; do
    # shellcheck disable=SC2086 — an option or nothing
    containers run -d --name handler $terminal "${options[@]}" agent >/dev/null
    until containers logs handler 2>&1 | grep -q working; do sleep 0.1; done
    before=$SECONDS
    containers stop -t 10 handler >/dev/null
    [ $((SECONDS - before)) -lt 8 ] || fail "$how: stop took the whole grace period"
    expect "$how: stop $terminal" "$(containers logs handler 2>&1 | tr -d '\r' | tail -n 2)" \
      $'saving my work\nstopped'
    expect "$how: stop status $terminal" "$(containers inspect -f '{{.State.ExitCode}}' handler)" 0
    containers rm handler >/dev/null
    # shellcheck disable=SC2086
    containers run -d --name plain $terminal "${options[@]}" agent sleep 100 >/dev/null
    sleep 0.5
    before=$SECONDS
    containers stop -t 10 plain >/dev/null
    [ $((SECONDS - before)) -lt 8 ] || fail "$how: stop without a handler took the whole grace period"
    expect "$how: stopped $terminal" "$(containers inspect -f '{{.State.ExitCode}}' plain)" 143
    containers rm plain >/dev/null
  done
done

# Without the identity nothing starts, and the image holds no value.
options=(--network none)
expect 'no identity' "$(run agent 2>"$work/error" || echo $?)" 125
grep -q 'secrun: error: no identity found' "$work/error" || fail 'no identity: no such message'
! grep -rqF "$key" "$work/storage" || fail 'the key is in the image'

# compose.yaml as it is, but for the base of the image and the network, which this machine need not have.
compose_run() {
  local compose
  compose=$(command -v podman-compose) || {
    { python3 -m venv "$work/venv" && "$work/venv/bin/pip" install --quiet podman-compose; } >/dev/null 2>&1 || return 0
    compose=$work/venv/bin/podman-compose
  }
  printf 'runtime = "runc"\n' >>"$CONTAINERS_CONF"
  printf '[storage]\ndriver = "vfs"\ngraphroot = "%s"\nrunroot = "%s"\n' "$work/storage" "$work/run" >"$work/storage.conf"
  printf 'services: {agent: {build: {args: {BASE: localhost/base}}, network_mode: none}}\n' >"$work/image/here.yaml"
  cp -p "$work/identity" "$work/image/identity"
  export CONTAINERS_STORAGE_CONF=$work/storage.conf
  compose=("$compose" -p secrun -f compose.yaml -f here.yaml)
  { "${compose[@]}" build && "${compose[@]}" up -d; } >"$work/compose.log" 2>&1 || fail "compose: $(cat "$work/compose.log")"
  for _ in $(seq 100); do if containers logs secrun_agent_1 2>&1 | grep -q working; then break; fi; sleep 0.1; done
  "${compose[@]}" stop >/dev/null 2>&1
  expect 'compose' "$(containers logs secrun_agent_1 2>&1)" \
    $'working with [REDACTED:API_KEY]\nsaving my work\nstopped'
  expect 'compose status' "$(containers inspect -f '{{.State.ExitCode}}' secrun_agent_1)" 0
  "${compose[@]}" down >/dev/null 2>&1
  expect 'compose log' "$(grep -c '"event":"end"' "$work"/storage/volumes/secrun_state/_data/secrun/audit.jsonl)" 1
  with_compose=' and compose'
}
with_compose=
compose_run

printf 'docker/try.sh: passed: %s checks with %s and %s\n' \
  "$((passed + 2))" "$(podman --version)" "$(runc --version | head -n 1)$with_compose"
