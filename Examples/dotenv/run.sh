#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Takes a plaintext .env over in a temporary folder: what tools disagree about, the settings apart, the values sealed,
# and a file of references in their place, which may be committed. Needs secrun in PATH, or SECRUN_BINARY naming one.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
binary=$(command -v "${SECRUN_BINARY:-secrun}") || {
  printf 'dotenv: no secrun found; set SECRUN_BINARY\n' >&2
  exit 1
}
binary=$(realpath "$binary")
secrun() { "$binary" "$@"; }
say() { printf '\n$ %s\n' "$*"; "$@"; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for variable in $(compgen -e SECRUN_ || true); do unset "$variable"; done
export HOME=$work/home XDG_CONFIG_HOME=$work/home/.config XDG_DATA_HOME=$work/home/.local/share
mkdir -p "$HOME" "$work/project"
cd "$work/project"
cp "$here/sample.env" .env

say secrun init
say secrun import --dry-run
say secrun import --split --references --yes
say cat .env
say secrun --env-file .env -- sh -c 'echo "port $PORT, key $STRIPE_KEY, database $DATABASE_URL"'
printf '\n$ secrun export --dialect docker --except SIGNING_KEY | cut -d = -f 1\n'
secrun export --dialect docker --except SIGNING_KEY | cut -d = -f 1

if grep -rqF -e sk_demo_51H8 -e 'd3mo-p4ss' "$work"; then
  printf 'dotenv: a value lies on the disk in plain text\n' >&2
  exit 1
fi
printf '\nNo value is left in any file.\n'
