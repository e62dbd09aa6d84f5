#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Checks that secrun and the independent reader mean the same by StoreFormat.md.
#
#   check.sh BINARY
#
# PyNaCl is taken from the system, or else from a virtual environment that is made below .build.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
[[ $# -eq 1 ]] || { echo "usage: check.sh BINARY" >&2; exit 2; }
binary=$(realpath "$1")

die() { printf 'check: %s\n' "$*" >&2; exit 1; }
secrun() { "$binary" "$@"; }
reader() { "$python" "$here/store_reader.py" "$@"; }
team() { "$python" "$here/teams.py" "$@"; }

find_python() {
  python=python3
  python3 -c 'import nacl' 2>/dev/null && return
  python=$root/.build/store-reader/bin/python
  [[ -x $python ]] && "$python" -c 'import nacl' 2>/dev/null && return
  python3 -m venv "$root/.build/store-reader" || die "python3-venv is needed, or PyNaCl"
  "$python" -m pip install --quiet --disable-pip-version-check PyNaCl
}

# Values at the edges of what padding, limits and text do.
make_values() {
  mkdir "$work/values"
  "$python" - "$work/values" <<'PYTHON'
import os, sys
for count in (1, 63, 64, 65, 65536):
    with open(f"{sys.argv[1]}/BYTES_{count}", "wb") as file:
        file.write(bytes(1 + byte % 255 for byte in os.urandom(count)))
PYTHON
  : >"$work/values/EMPTY"
  printf 'first line\nsecond "line"\r\n\n' >"$work/values/LINES"
}

same() {
  local from=$1 name=$2
  cmp -s "$work/values/$name" - || die "$from gave another value of $name"
}

reader_opens_what_secrun_wrote() {
  local path name
  secrun init
  for path in "$work"/values/*; do
    secrun set "${path##*/}" --keep-newline <"$path"
  done
  printf 'earlier' | secrun set AGAIN
  printf 'later' | secrun set AGAIN --note 'set twice' --expires 2099-12-31
  printf 'gone' | secrun set GONE
  secrun remove GONE
  secrun rename LINES ROWS
  mv "$work/values/LINES" "$work/values/ROWS"
  reader verify secrun.store "$SECRUN_IDENTITY"
  for path in "$work"/values/*; do
    name=${path##*/}
    reader read secrun.store "$SECRUN_IDENTITY" "$name" | same "the reader" "$name"
  done
  [[ $(reader read secrun.store "$SECRUN_IDENTITY" AGAIN) == later ]] || die "AGAIN has another value"
  [[ $(reader describe secrun.store "$SECRUN_IDENTITY" AGAIN) == '{"v": 2, '*'"expires": 4102444800, "note": "set twice"}' ]] ||
    die "AGAIN has other details"
  reader config secrun.store "$SECRUN_IDENTITY" | cmp -s - secrun.toml || die "another config"
  reader read secrun.store "$SECRUN_IDENTITY" GONE 2>/dev/null && die "GONE is still there"
  pins_are_read_alike
  "$python" "$here/check_tampering.py" "$binary" secrun.store "$SECRUN_IDENTITY" BYTES_63
}

# The digest of the script is that of another program: BLAKE2b-256.
pins_are_read_alike() {
  printf '#!/bin/sh\necho ran\n' >script
  chmod +x script
  secrun pin default -- ./script >/dev/null
  local digest
  digest=$(b2sum -l 256 script | cut -d ' ' -f 1)
  [[ $(reader pin secrun.store "$SECRUN_IDENTITY" default) == '[["program", "script", "'"$digest"'"], ["interpreter", '* ]] ||
    die "another pin"
  reader verify secrun.store "$SECRUN_IDENTITY" >/dev/null
  [[ $(secrun -- ./script) == ran ]] || die "the pinned command did not run"
  secrun pin --remove default
}

secrun_opens_what_the_reader_wrote() {
  local path name arguments=()
  export SECRUN_IDENTITY=$work/python.identity
  for path in "$work"/values/*; do arguments+=("${path##*/}=$path"); done
  printf '[scope.default]\nsecrets = ["ROWS", "EMPTY"]\n' >secrun.toml
  reader write secrun.store "$SECRUN_IDENTITY" --config secrun.toml "${arguments[@]}"
  for path in "$work"/values/*; do
    name=${path##*/}
    secrun get "$name" | same secrun "$name"
  done
  # shellcheck disable=SC2016
  secrun --no-redact -- sh -c 'printf "%s" "$ROWS"; test "${EMPTY-unset}$BYTES_1" = ""' |
    cmp -s - "$work/values/ROWS" || die "the command got another value"
  [[ $(secrun list) == *'written by Python'* ]] || die "the note is missing"
  printf 'added' | secrun set ADDED
  [[ $(reader read secrun.store "$SECRUN_IDENTITY" ADDED) == added ]] || die "ADDED has another value"
  reader verify secrun.store "$SECRUN_IDENTITY"
}

secrun_opens_the_vectors() {
  cp "$here/vectors/"{secrun.store,secrun.toml,identity} .
  chmod 600 identity
  export SECRUN_IDENTITY=$PWD/identity
  [[ $(secrun get API_KEY) == sk-example-0123456789 ]] || die "another API_KEY"
  [[ $(secrun get BLOCK | wc -c) -eq 64 ]] || die "another BLOCK"
  # shellcheck disable=SC2016
  [[ $(secrun -- sh -c 'echo "$API_KEY $BLOCK"') == '[REDACTED:API_KEY] ' ]] || die "another scope"
  secrun get OFFERED 2>/dev/null && die "an offer was opened"
  return 0
}

# Two branches that add secrets merge by union; two that change the same one leave a store that says where.
branches_merge_by_union() {
  local git=(git -c user.name=check -c user.email=check@example.org)
  secrun init
  printf 'secrun.store merge=union\n' >.gitattributes
  printf 'value' | secrun set SHARED
  "${git[@]}" init -q -b ours .
  "${git[@]}" add .gitattributes secrun.store secrun.toml
  "${git[@]}" commit -q -m start
  "${git[@]}" branch theirs
  commit_values 'of ours' OUR_LAST A_FIRST
  "${git[@]}" checkout -q theirs
  commit_values 'of theirs' OUR_FIRST THEIR_LAST
  "${git[@]}" merge -q -m union ours >/dev/null
  reader verify secrun.store "$SECRUN_IDENTITY"
  [[ $(secrun get THEIR_LAST)$(secrun get A_FIRST) == 'of theirsof ours' ]] || die "a merge lost a secret"
  "${git[@]}" branch -f ours
  commit_values 'changed by them' SHARED
  "${git[@]}" checkout -q ours
  commit_values 'changed by us' SHARED
  "${git[@]}" merge -q -m conflict theirs >/dev/null
  [[ $(secrun list 2>&1) == *'a second record of the same name'* ]] || die "two lines of one name were accepted"
}

# Ada is secrun and Bob the reader: members, groups, offers and what is remembered mean the same to both.
a_team_of_both() {
  local ada=$work/ada.identity bob=$work/bob.identity public key memory
  export SECRUN_IDENTITY=$ada XDG_STATE_HOME=$work/state
  secrun identity new 2>/dev/null
  secrun identity new --output "$bob" 2>/dev/null
  public=$(secrun identity show --identity "$bob")
  secrun init
  printf 'of all' | secrun set SHARED
  printf 'of ada' | secrun set OWN --group own 2>/dev/null
  secrun member add bob "$public" 2>/dev/null
  reader read secrun.store "$bob" SHARED 2>/dev/null && die "the reader trusts whoever is in the store"
  key=$(secrun identity show --fingerprint)
  team trust "$bob" "$key" ada "$work/bob-trusts-ada.identity"
  bob=$work/bob-trusts-ada.identity
  [[ $(reader read secrun.store "$bob" SHARED) == 'of all' ]] || die "the reader has another value of SHARED"
  reader read secrun.store "$bob" OWN 2>/dev/null && die "the reader opens a group of others"
  [[ $(secrun get SHARED --identity "$bob") == 'of all' ]] || die "a line trust counts for the reader only"

  printf 'from bob' >value
  team add secrun.store "$bob" default FROM_BOB value
  team member secrun.store "$bob" ada "$(secrun identity show)" both
  team add secrun.store "$bob" both IN_BOTH value
  secrun get FROM_BOB 2>/dev/null && die "secrun trusts whoever is in the store"
  secrun trust "$(secrun identity show --fingerprint --identity "$bob")"
  [[ $(secrun get FROM_BOB)$(secrun get IN_BOTH) == 'from bobfrom bob' ]] || die "another value from Bob"
  secrun verify >/dev/null || die "secrun finds fault with Bob's lines"

  team offer secrun.store both OFFERED value
  printf 'offered' | secrun set OFFER --offer 2>/dev/null
  [[ $(team accept secrun.store "$bob" OFFER) == offered ]] || die "the reader has another offer"
  secrun accept --yes OFFERED >/dev/null
  [[ $(secrun get OFFERED) == 'from bob' ]] || die "another value of what Bob offered"

  secrun rekey
  [[ $(reader read secrun.store "$bob" SHARED)$(reader read secrun.store "$bob" IN_BOTH) == 'of allfrom bob' ]] ||
    die "the reader does not follow new keys"
  [[ $(team accept secrun.store "$bob" OFFER) == offered ]] || die "an offer was lost with the old key"
  memory=$(team memory "$XDG_STATE_HOME"/secrun/stores/*-???????? secrun.store "$ada")
  [[ $memory == *'"both": "2"'*'"SHARED": "2"'* ]] || die "another memory: $memory"
  secrun member remove bob 2>/dev/null >/dev/null
  reader read secrun.store "$bob" SHARED 2>/dev/null && die "Bob can still read"
  [[ $(secrun get FROM_BOB) == 'from bob' ]] || die "Bob's secret went with him"
}

commit_values() {
  local value=$1 name
  shift
  for name; do printf '%s' "$value" | secrun set "$name"; done
  "${git[@]}" commit -q -a -m "$*"
}

in_folder() {
  mkdir "$work/$1"
  cd "$work/$1"
  "$1"
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
find_python
for variable in $(compgen -e SECRUN_ || true) CREDENTIALS_DIRECTORY; do unset "$variable"; done
export HOME=$work XDG_CONFIG_HOME=$work/config XDG_DATA_HOME=$work/data SECRUN_IDENTITY=$work/secrun.identity
export PYTHONDONTWRITEBYTECODE=1
"$python" "$here/make_vectors.py" --check
"$python" "$here/check_vectors.py"
make_values
in_folder secrun_opens_the_vectors
SECRUN_IDENTITY=$work/secrun.identity
in_folder reader_opens_what_secrun_wrote
SECRUN_IDENTITY=$work/secrun.identity
in_folder branches_merge_by_union
in_folder secrun_opens_what_the_reader_wrote
in_folder a_team_of_both
echo "secrun and the reader agree"
