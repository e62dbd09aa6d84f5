# SPDX-License-Identifier: Apache-2.0
"""Turns what redaction.sh prints, read from standard input, into a table in Markdown; other lines go below it."""
import re
import sys

own = re.compile(r"(\w+), (\d+) secrets: ([\d.]+) GB/s")
peer = re.compile(r"([^,]+), (\w+), (\d+) secrets, \d+ needles: ([\d.]+) GB/s")
rows, peers, others = {}, [], []
for line in sys.stdin:
    if match := peer.match(line):
        name, kind, count, speed = match.groups()
    elif match := own.match(line):
        name, (kind, count, speed) = "secrun", match.groups()
    else:
        others.append(line.rstrip("\n"))
        continue
    if name != "secrun" and name not in peers:
        peers.append(name)
    rows.setdefault((kind, int(count)), {})[name] = float(speed)
heads = ["secrun"] + peers
print("| input, secrets |", " | ".join(f"{name}, GB/s" for name in heads), "| of the first peer |")
print("|---" + "|--:" * (len(heads) + 1) + "|")
for (kind, count), speeds in rows.items():
    cells = ["%.3f" % speeds[name] if name in speeds else "-" for name in heads]
    first = speeds.get(peers[0]) if peers else None
    ratio = "%.2fx" % (speeds["secrun"] / first) if first and "secrun" in speeds else "-"
    print(f"| {kind}, {count} |", " | ".join(cells), f"| {ratio} |")
print()
for line in others:
    print(line)
