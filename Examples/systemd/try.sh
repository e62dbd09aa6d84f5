#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Lets systemd judge the unit of this folder, and runs its command line the way systemd does: with a credentials
# directory, without a terminal, with nothing of a user's environment. Needs no running systemd; exits with 77 where
# there is no systemd-analyze. SECRUN_BINARY names a secrun that is built already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { printf 'systemd/try.sh: FAILED: %s\n' "$1" >&2; exit 1; }
command -v systemd-analyze >/dev/null || {
  printf 'systemd/try.sh: skipped: there is no systemd-analyze\n' >&2
  exit 77
}
[ -n "${SECRUN_BINARY:-}" ] || fail 'SECRUN_BINARY must name a secrun'
secrun=$(realpath "$SECRUN_BINARY")

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/etc" "$work/credentials" "$work/home"

# The programs of the unit need not be installed for its words to be right.
sed -e "s|/usr/local/bin/secrun|$secrun|; s|/usr/local/bin/agent|$(command -v true)|" \
  "$here/agent.service" >"$work/agent.service"
verdict=$(systemd-analyze verify --man=no "$work/agent.service" 2>&1 | grep -F agent.service || true)
[ -z "$verdict" ] || fail "$verdict"

cat >"$work/agent" <<'END'
#!/bin/sh
echo "working with $API_KEY, credentials in ${CREDENTIALS_DIRECTORY:-nowhere}"
trap 'echo stopped; exit 0' TERM
while :; do sleep 0.1; done
END
chmod 755 "$work/agent"
cd "$work/etc"
HOME=$work/home XDG_CONFIG_HOME=$work/home "$secrun" init 2>/dev/null
printf 'sk-0123456789abcdefghij' | HOME=$work/home XDG_CONFIG_HOME=$work/home "$secrun" set API_KEY
printf '[scope.agent]\nsecrets = ["API_KEY"]\n' >secrun.toml
HOME=$work/home XDG_CONFIG_HOME=$work/home "$secrun" allow --yes >/dev/null 2>&1
mv "$work/home/secrun/identity" "$work/credentials/secrun-identity"

cd /
words=$(sed -n "s|^ExecStart=/usr/local/bin/secrun|$secrun|p" "$here/agent.service" |
  sed "s|/etc/agent|$work/etc|; s|/usr/local/bin/agent|$work/agent|")
# shellcheck disable=SC2086 — words, as systemd splits them
env -i PATH=/usr/bin:/bin CREDENTIALS_DIRECTORY="$work/credentials" $words </dev/null >"$work/journal" 2>&1 &
service=$!
for _ in $(seq 100); do
  if grep -q working "$work/journal"; then break; fi
  sleep 0.1
done
kill -TERM "$service"
status=0
wait "$service" || status=$?
[ "$status" -eq 0 ] || fail "status $status: $(cat "$work/journal")"
grep -qF 'working with [REDACTED:API_KEY]' "$work/journal" || fail "$(cat "$work/journal")"
grep -qx stopped "$work/journal" || fail 'the agent was not asked to stop'
printf 'systemd/try.sh: passed\n'
