#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# What `secrun scan` of a tree costs beside `grep -F -f` and ripgrep from Debian, which look for the same values as
# they are, while secrun looks for every form of them. Text of many sizes, logs, and bytes without a pattern.
#
#   Tests/Benchmarks/scan.sh [--large]       64 MB unless 2 GB are asked for
#   SECRUN_BINARY=PATH                       this binary instead of the release build
#   ROUNDS=N                                 as often as that, taking turns; the best counts (default 3)
set -euo pipefail
# shellcheck source=Tests/Benchmarks/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
megabytes=64
[ "${1:-}" != --large ] || megabytes=2048
rounds=${ROUNDS:-3}

# The values and a tree of about $megabytes in which each is planted once.
plant() {
  python3 - "$folder" "$megabytes" <<'PLANT'
import os, random, sys
folder, size = sys.argv[1], int(sys.argv[2]) << 20
random.seed(1)
letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
values = ["sk-" + "".join(random.choices(letters, k=40)) for _ in range(10)]
open(os.path.join(folder, "values"), "w").write("\n".join(values) + "\n")
words = ["".join(random.choices(letters[26:52] + "_", k=random.randint(2, 9))) for _ in range(5000)]
text = "\n".join(" ".join(random.choices(words, k=10)) for _ in range(40000)).encode()
tree, done, number = os.path.join(folder, "tree"), 0, 0
while done < size:
    kind = number % 50
    place = os.path.join(tree, "d%d" % (number // 500), "e%d" % (number // 50 % 10))
    os.makedirs(place, exist_ok=True)
    if kind == 49:
        content = random.randbytes(2 << 20)
    elif kind == 48:
        content = text * 2
    else:
        start = random.randrange(len(text) // 2)
        content = text[start:start + random.randint(200, 60000)]
    if number < len(values):
        content += b"\n" + values[number].encode() + b"\n"
    with open(os.path.join(place, "f%d" % number), "wb") as file:
        file.write(content)
    done += len(content)
    number += 1
print("%d files, %d MB, %d values" % (number, done >> 20, len(values)))
PLANT
}

# best NAME COMMAND…: wall-clock and processor seconds of the quickest of several runs, all files in memory.
best() {
  local name=$1 round
  shift
  for ((round = 0; round < rounds; round++)); do
    { TIMEFORMAT='%R %U %S'; time "$@" >"$folder/found" 2>/dev/null || true; } 2>&1
  done | sort -n | head -n 1 |
    while read -r wall user system; do
      awk -v n="$name" -v w="$wall" -v u="$user" -v s="$system" -v m="$(du -sm "$folder/tree" | cut -f1)" \
        'BEGIN { printf "%-28s %7.2f s  %7.2f s of processor  %7.2f GB/s\n", n, w, u + s, m / 1000 / w }'
    done
  [ "$(wc -l <"$folder/found")" -eq 10 ] || fail "$name did not find all values"
}

need rg:ripgrep python3:python3
secrun=$(binary)
plant
export HOME=$folder/home
mkdir "$HOME"
cd "$HOME"
"$secrun" init 2>/dev/null
number=0
while read -r value; do
  printf '%s' "$value" | "$secrun" set "VALUE_$number"
  number=$((number + 1))
done <"$folder/values"

printf 'scan, %s, %s processors\n' "$(date -u +%Y-%m-%d)" "$(nproc)"
cat "$folder"/tree/*/*/* >/dev/null
best 'cat' sh -c "find '$folder/tree' -type f -print0 | xargs -0 cat | wc -c; yes | head -n 9"
best 'secrun scan, every form' "$secrun" scan "$folder/tree"
best 'grep -r -F -f, as it is' env LC_ALL=C grep -r -a -o -F -f "$folder/values" "$folder/tree"
best 'rg -F -f, as it is' rg -uuu -a -o -F -f "$folder/values" "$folder/tree"
