#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Checks every secret store of a repository in CI, without any secret. SIGNERS holds the keys whose signatures count,
# with blanks between them: each is what its owner sees with `secrun identity show --fingerprint`. Keep it in the settings
# of CI and not in the repository, where whoever may change the store could change it as well.
set -eu
: "${SIGNERS:?name the keys whose signatures count}"
set --
for key in $SIGNERS; do set -- "$@" --signer "$key"; done
status=0
stores=$(git ls-files -- 'secrun.store' '*/secrun.store')
[ -n "$stores" ] || { echo 'there is no secrun.store here' >&2; exit 1; }
IFS='
'
for store in $stores; do secrun verify "$@" --store "$store" || status=1; done
exit "$status"
