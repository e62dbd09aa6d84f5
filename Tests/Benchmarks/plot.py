# SPDX-License-Identifier: Apache-2.0
"""Draws one column of a Markdown table, read from standard input, as bars into an SVG file.

    plot.py FILE.svg TITLE COLUMN

The first column names the bars. The file is the same for the same table, so that version control shows what changed.
"""
import sys

import matplotlib

matplotlib.use("svg")
matplotlib.rcParams["svg.hashsalt"] = "secrun"
matplotlib.rcParams["svg.fonttype"] = "none"
from matplotlib import pyplot

path, title, column = sys.argv[1:4]
rows = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in sys.stdin
    if line.startswith("|")
]
place = rows[0].index(column)


def number(cell):
    try:
        return float(cell.rstrip("x"))
    except ValueError:
        return None


bars = [(row[0], number(row[place])) for row in rows[2:]]
bars = [(label, value) for label, value in bars if value is not None]
figure, axes = pyplot.subplots(figsize=(8, 0.7 + 0.32 * len(bars)))
labels = [label for label, _ in bars]
colours = ["#2f6f4f" if "secrun" in label else "#9aa5ad" for label in labels]
drawn = axes.barh(range(len(bars)), [value for _, value in bars], color=colours)
axes.bar_label(drawn, labels=["%g" % value for _, value in bars], padding=3, fontsize=8)
axes.set_yticks(range(len(bars)), labels, fontsize=9)
axes.invert_yaxis()
axes.set_xlabel(column)
axes.set_title(title, fontsize=10, loc="left")
axes.spines[["top", "right"]].set_visible(False)
axes.margins(x=0.12)
figure.tight_layout()
figure.savefig(path, metadata={"Date": None})
