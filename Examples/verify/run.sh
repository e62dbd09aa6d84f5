#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Shows both checks at work in a temporary repository: a clean store passes, one whose secrets were exchanged does not,
# and one that a stranger wrote passes the hook and fails in CI.
# Needs git and secrun in PATH; SECRUN_BINARY names another secrun.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [[ -n ${SECRUN_BINARY:-} ]]; then
  mkdir "$work/bin"
  ln -s "$(realpath "$SECRUN_BINARY")" "$work/bin/secrun"
  PATH=$work/bin:$PATH
fi
export HOME=$work XDG_CONFIG_HOME=$work/.config XDG_STATE_HOME=$work/.state
git config --global user.name Demo
git config --global user.email demo@example.org
git config --global init.defaultBranch main

git init -q "$work/project"
cd "$work/project"
secrun init 2>/dev/null
for name in TEST_KEY PROD_KEY; do head -c 30 /dev/urandom | base64 -w0 | secrun set "$name"; done
SIGNERS=$(secrun identity show --fingerprint)
export SIGNERS
cp "$here/pre-commit" .git/hooks/

echo '$ git commit        (as secrun wrote it)'
git add .
git commit -qm 'Add the store'
"$here/ci.sh"

echo '$ git commit        (the value of PROD_KEY under the name TEST_KEY)'
sed -i -e '/^entry TEST_KEY/d' -e 's/^entry PROD_KEY/entry TEST_KEY/' secrun.store
git add .
# What is staged counts, not what lies in the folder.
git show HEAD:secrun.store > secrun.store
if git commit -qm 'Exchange'; then echo 'the hook did not work' >&2; exit 1; fi
git reset -q

echo '$ ci.sh             (a store that a stranger made)'
XDG_CONFIG_HOME=$work/stranger secrun init --force 2>/dev/null
git add .
git commit -qm 'Replace the store'
if "$here/ci.sh"; then echo 'the check did not work' >&2; exit 1; fi
