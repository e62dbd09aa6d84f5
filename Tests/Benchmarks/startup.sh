#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# What `secrun -- /bin/true` costs, from the spawn to the end of the wait: with 0, 10 and 100 secrets in scope, stores of
# 10, 1,000 and 4,000 entries, through pipes and on a terminal, the identity from a file and from a descriptor;
# beside a direct spawn and the peers, all taking turns in one run.
#
#   Tests/Benchmarks/startup.sh [ROUNDS]     200 rounds unless said otherwise
#   SECRUN_BINARY=PATH                       this binary instead of the release build
set -euo pipefail
# shellcheck source=Tests/Benchmarks/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
rounds=${1:-200}

need tini:tini dumb-init:dumb-init python3:python3 script:bsdutils direnv:direnv age:age
secrun=$(binary)
compiled spawn-timer
dotenv=$(environment dotenv 'python-dotenv[cli]')/bin/dotenv
export HOME=$folder
project few 10
project many 1000
project most 4000

# The peers' way to the same ten values.
cd "$folder"
names 10 | python3 -c 'import json, sys; print("\n".join("%s=%s" % item for item in json.load(sys.stdin).items()))' >ten.env
mkdir direnv
cp ten.env direnv/.env
echo dotenv >direnv/.envrc
direnv allow direnv/.envrc
age-keygen -o age.key 2>/dev/null
age -r "$(age-keygen -y age.key)" -o ten.age <ten.env

at() { printf '%s --config %s/%s/secrun.toml --scope s%s' "$secrun" "$folder" "$1" "$2"; }
identity=$HOME/.config/secrun/identity

machine
# shellcheck disable=SC2046 — words without blanks
"$folder/spawn-timer" "$rounds" \
  'direct' /bin/true ';' \
  'env' env /bin/true ';' \
  'dumb-init' dumb-init /bin/true ';' \
  'tini' tini -s -- /bin/true ';' \
  'sh and age -d' sh -c 'set -a; eval "$(age -d -i age.key ten.age)"; exec /bin/true' ';' \
  'script' script -qec /bin/true /dev/null ';' \
  'direnv exec' direnv exec direnv /bin/true ';' \
  'dotenv run' "$dotenv" -f ten.env run -- /bin/true ';' \
  'secrun, 0 of 10' $(at few 0) -- /bin/true ';' \
  'secrun, 10 of 10' $(at few 10) -- /bin/true ';' \
  'secrun --exec, 10 of 10' $(at few 10) --exec -- /bin/true ';' \
  'secrun, identity from fd' "3<$identity" $(at few 10) --identity-fd 3 -- /bin/true ';' \
  'secrun, on a terminal' $(at few 10) --tty always -- /bin/true ';' \
  'secrun, 10 of 1000' $(at many 10) -- /bin/true ';' \
  'secrun, 100 of 1000' $(at many 100) -- /bin/true ';' \
  'secrun, 10 of 4000' $(at most 10) -- /bin/true |
  show startup 'Start-up of /bin/true' 'median ms'
