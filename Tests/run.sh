#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Everything that must hold, from a bare Debian or Ubuntu machine with a Swift toolchain: installs what is
# missing (as root; otherwise names it and stops), checks the format, builds, and runs all tests: those of
# the modules with the debug build, the golden scripts with the release build, which is what people get.
# Runs from any folder. The last line is the summary.
#
#   Tests/run.sh [--long]      --long fuzzes for half an hour instead of a minute
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fuzzing=60
if [ "${1:-}" = --long ]; then fuzzing=1800; fi

started=$SECONDS
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() { printf '\n== %s (%d s)\n' "$1" "$((SECONDS - started))"; }
fail() { printf 'Tests/run.sh: %s\n' "$1" >&2; exit 1; }

# What the tests use, as PROGRAM:PACKAGE; libsodium is asked for through pkg-config.
programs=(pkg-config:pkg-config git:git python3:python3 readelf:binutils bash:bash cmp:diffutils
  openssl:openssl ssh-keygen:openssh-client
  less:less vi:vim-tiny ps:procps unshare:util-linux zsh:zsh make:make tmux:tmux expect:expect
  dash:dash strace:strace gcore:gdb valgrind:valgrind fish:fish man:man-db)

missing_packages() {
  local entry
  for entry in "${programs[@]}"; do
    command -v "${entry%%:*}" >/dev/null || printf '%s\n' "${entry##*:}"
  done
  pkg-config --exists libsodium 2>/dev/null || printf 'libsodium-dev\n'
  ruby -rdotenv -e 0 2>/dev/null || printf 'ruby-dotenv\n'
  # The second reader of the store needs PyNaCl, by itself or in a virtual environment.
  python3 -c 'import nacl' 2>/dev/null || python3 -c 'import ensurepip' 2>/dev/null \
    || printf 'python3-venv\n'
}

install_missing() {
  local packages
  packages=$(missing_packages | sort -u | tr '\n' ' ')
  [ -n "${packages// /}" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    fail "missing packages; as root: apt-get install -y $packages"
  fi
  printf 'installing %s\n' "$packages"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086 — a list of packages
  apt-get install -y -qq --no-install-recommends $packages >/dev/null
}

command -v swift >/dev/null || fail 'there is no swift in PATH; see https://www.swift.org/install/linux/'

step 'packages'
install_missing

step 'format'
swift format lint --strict --recursive Sources Tests Package.swift

step 'debug build, with tests'
swift build --build-tests --quiet

step 'release build'
swift build --configuration release --product secrun --static-swift-stdlib \
  --scratch-path .build-release --quiet
release=$(swift build --configuration release --scratch-path .build-release --show-bin-path)/secrun
[ -x "$release" ] || fail "no release build at $release"

# The tools whose .env dialects secrun reads; a test that cannot ask one of them says so and counts as skipped.
step 'real parsers of .env files'
parsers=.build/real-parsers
# Each in an environment of its own: two of them have a command of the same name.
python_with() {
  [ -x "$parsers/$1/bin/python" ] || python3 -m venv "$parsers/$1" || return
  "$parsers/$1/bin/python" -m pip install --quiet --disable-pip-version-check "$2"
}
if python_with python-dotenv 'python-dotenv>=1.2.4'; then
  export SECRUN_REAL_PYTHON_DOTENV=$PWD/$parsers/python-dotenv/bin/python
fi
if python_with dotenv-cli dotenv-cli==3.4.1; then
  export SECRUN_REAL_DOTENV_CLI=$PWD/$parsers/dotenv-cli/bin/python
fi
# node is used where it is there: what Debian 12 has does not know .env files, and each version reads them a little
# otherwise. A test that cannot ask it says so and counts as skipped.

step 'tests'
if ! SECRUN_RELEASE_BINARY=$release SECRUN_TEST_BINARY=$release timeout --kill-after=10 25m \
  swift test --skip-build --disable-xctest >"$log" 2>&1; then
  # Only what did not pass, with the lines that belong to it.
  awk '/^(◇|✔)/ { show = 0 } /^(✘|➜|error:)/ || / error: / { show = 1 } show' "$log"
  fail 'tests failed'
fi
grep -E '^➜ |Test run with' "$log"
if grep -qE 'release binary .* skipped' "$log"; then fail 'the release build was not checked'; fi

step 'instructions of a start and of a relay'
Tests/Benchmarks/instructions.sh "$release"

step 'second reader of the store'
Tests/StoreReader/check.sh "$release"

step 'memory scan'
Tests/MemoryScan/check.sh "$release"

# Each says what it needs, and ends with 77 where that is not to be had.
step 'examples'
export SECRUN_BINARY=$release
skipped_examples=0
for example in quickstart/run.sh mcp/try.sh systemd/try.sh docker/try.sh; do
  status=0
  "Examples/$example" >"$log.example" 2>&1 || status=$?
  case $status in
    0) printf 'Examples/%s: passed\n' "$example" ;;
    77) skipped_examples=$((skipped_examples + 1)); tail -n 1 "$log.example" ;;
    *) cat "$log.example"; fail "Examples/$example failed" ;;
  esac
done
rm -f "$log.example"

step 'fuzzing'
Tests/Fuzzing/fuzz.sh FuzzRedactor "$fuzzing"
Tests/Fuzzing/fuzz.sh FuzzStoreFormat "$((fuzzing / 3))"
Tests/Fuzzing/fuzz.sh FuzzIdentity 20

tests=$(sed -nE 's/.*Test run with ([0-9]+) tests? .*/\1/p' "$log" | tail -n 1)
scripts=$(find Tests/CommandLineTests/Scripts -name '*.txt' | wc -l)
# None of either is the best of cases, and no failure.
uncompared=$({ grep -E 'was not compared' "$log" || true; } | sort -u)
if [ -n "$uncompared" ]; then printf '%s\n' "$uncompared"; fi
skipped=$(awk '/^➜ / { n++ } /was not compared/ && !seen[$0]++ { n++ } END { print n + 0 }' "$log")
printf '\nTests/run.sh: all passed: %s tests, %s golden scripts, release build checked, %s skipped, %s examples skipped, %d s\n' \
  "$tests" "$scripts" "$skipped" "$skipped_examples" "$((SECONDS - started))"
