#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# An MCP server that a client starts by its JSON configuration, through secrun: the file holds no key, and neither do
# the server's answers and its log. With an argument the client is that of the Python package "mcp", installed into a
# temporary folder; without one it is client.py. SECRUN_BINARY names a secrun that is built already.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() { printf 'mcp/try.sh: FAILED: %s\n' "$1" >&2; exit 1; }
[ -n "${SECRUN_BINARY:-}" ] || fail 'SECRUN_BINARY must name a secrun'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home"
ln -s "$(realpath "$SECRUN_BINARY")" "$work/bin/secrun"
export PATH="$work/bin:$PATH" HOME="$work/home" XDG_CONFIG_HOME="$work/home/.config"
cp "$here"/*.py "$here/client.json" "$work/"
cd "$work"

key=wk-$(od -An -N 16 -tx1 /dev/urandom | tr -d ' \n')
secrun init 2>/dev/null
printf %s "$key" | secrun set WEATHER_KEY
cp "$here/secrun.toml" .
secrun allow --yes >allowed 2>&1 || fail "$(cat allowed)"

client=(python3 client.py)
if [ "${1:-}" = package ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet --disable-pip-version-check mcp
  client=("$work/venv/bin/python" package_client.py)
fi
timeout 60 "${client[@]}" >out 2>log || fail "$(cat out log)"
expected='server: weather
tools: forecast
answer: Oslo: sunny
error: GET https://weather.example/v1?key=[REDACTED:WEATHER_KEY]&q=nowhere: 404'
[ "$(cat out)" = "$expected" ] || fail "$(cat out)"
grep -qF 'weather: starting with key [REDACTED:WEATHER_KEY]' log || fail "$(cat log)"
! grep -rqF "$key" out log client.json secrun.toml secrun.store || fail 'the key shows'
printf 'mcp/try.sh: passed\n'
