#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Shows the hook at work in a temporary repository: a commit that holds a key is refused, a clean one is made.
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
export HOME=$work XDG_CONFIG_HOME=$work/.config
git config --global user.name Demo
git config --global user.email demo@example.org
git config --global init.defaultBranch main

git init -q "$work/project"
cd "$work/project"
secrun init 2>/dev/null
head -c 30 /dev/urandom | base64 -w0 | secrun set API_KEY
cp "$here/pre-commit" .git/hooks/

echo '$ git commit        (with the key, in base64, in config.yaml)'
{ printf 'key: '; secrun get API_KEY | base64 -w0; } > config.yaml
git add .
if git commit -qm 'Add configuration'; then echo 'the hook did not work' >&2; exit 1; fi

echo '$ git commit        (with its name only)'
echo 'key: ${API_KEY}' > config.yaml
git add .
git commit -qm 'Add configuration'
git log --oneline --stat
