#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Measures secrun beside its peers, each row in the same run as the others and taking turns with them, and prints
# tables in Markdown. Installs what it needs from Debian and PyPI (as root; otherwise names it and stops), and builds
# release.
#
#   Tests/Benchmarks/run.sh [--quick] [startup|redaction|relay|store|all]
#
#   --quick                two minutes for all, with fewer rounds and less data, and no plots: to try it, not to cite it
#   SECRUN_BINARY=PATH     this binary instead of the release build
#   PLOTS=FOLDER           where the plots go (default: beside the documentation, from where the README shows them)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

quick=
part=all
for word in "$@"; do
  case $word in
    --quick) quick=yes ;;
    startup | redaction | relay | store | all) part=$word ;;
    *) sed -n 's/^#   //p' "$0" >&2; exit 2 ;;
  esac
done
if [ -z "$quick" ]; then
  export PLOTS=${PLOTS:-$here/../../Sources/secrun/Documentation.docc/Resources}
  mkdir -p "$PLOTS"
  PLOTS=$(cd "$PLOTS" && pwd)
else
  unset PLOTS
fi

# Built once, for all parts.
if [ -z "${SECRUN_BINARY:-}" ]; then
  # shellcheck source=Tests/Benchmarks/prepare.sh
  SECRUN_BINARY=$(. "$here/prepare.sh"; binary)
  export SECRUN_BINARY
fi

run() {
  [ "$part" = all ] || [ "$part" = "$1" ] || return 0
  printf '\n## %s\n\n' "$1"
  shift
  "$@"
}

# The redactor by itself; the speeds of its peers are in the same run.
redaction() (
  # shellcheck source=Tests/Benchmarks/prepare.sh
  . "$here/prepare.sh"
  "$here/redaction.sh" ${quick:+10} | python3 "$here/redaction-table.py" |
    show redaction 'Speed of the redactor' 'secrun, GB/s'
)

run startup "$here/startup.sh" ${quick:+20}
run redaction redaction
run relay "$here/relay.sh" ${quick:+--quick}
run store "$here/store.sh" ${quick:+--quick}
