#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# What set, list, import, verify and a run cost with stores of 10, 100, 1,000 and 4,000 entries, and how much more that is
# for ten times the entries.
#
#   Tests/Benchmarks/store.sh [--quick]      20 rounds; 5 when quick, and no store of 4,000
#   SECRUN_BINARY=PATH                       this binary instead of the release build
set -euo pipefail
# shellcheck source=Tests/Benchmarks/prepare.sh
. "$(dirname "${BASH_SOURCE[0]}")/prepare.sh"
rounds=20
sizes=(10 100 1000 4000)
if [ "${1:-}" = --quick ]; then
  rounds=5
  sizes=(10 100 1000)
fi

need python3:python3
secrun=$(binary)
compiled spawn-timer
export HOME=$folder
for size in "${sizes[@]}"; do
  project "of$size" "$size"
  names "$size" >"$folder/$size.json"
done

# Into a store that is made anew each time.
cat >"$folder/import.sh" <<IMPORT
rm -rf "$folder/fresh" && mkdir "$folder/fresh" && cd "$folder/fresh" && "$secrun" init 2>/dev/null
"$secrun" import "\$1" >/dev/null
IMPORT

commands=()
for size in "${sizes[@]}"; do
  at=$folder/of$size/secrun.toml
  commands+=(
    "run, $size" "$secrun" --config "$at" --scope s10 -- /bin/true ';'
    "list, $size" "$secrun" list --config "$at" ';'
    "verify, $size" "$secrun" verify --config "$at" ';'
    "set, $size" sh -c "head -c 30 /dev/urandom | base64 | '$secrun' set NEW_KEY --config '$at'" ';'
    "init and import, $size" sh "$folder/import.sh" "$folder/$size.json" ';')
done
machine
"$folder/spawn-timer" "$rounds" "${commands[@]}" >"$folder/times"
python3 - "$folder/times" "${sizes[@]}" <<'TABLE' | show store 'Commands by the number of entries' 'largest'
import sys

times = {}
for line in open(sys.argv[1]):
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if ", " in cells[0]:
        name, size = cells[0].rsplit(", ", 1)
        times.setdefault(name, {})[int(size)] = float(cells[1])
sizes = [int(word) for word in sys.argv[2:]]
heads = ["%s entries" % format(size, ",") for size in sizes]
print("| median ms |", " | ".join(heads + ["10 to 100", "100 to 1,000", "largest"]), "|")
print("|---" + "|--:" * (len(sizes) + 3) + "|")
for name, row in times.items():
    cells = ["%.2f" % row[size] for size in sizes]
    cells += ["%.2fx" % (row[100] / row[10]), "%.2fx" % (row[1000] / row[100])]
    print("|", name, "|", " | ".join(cells + ["%.2f" % row[sizes[-1]]]), "|")
TABLE
