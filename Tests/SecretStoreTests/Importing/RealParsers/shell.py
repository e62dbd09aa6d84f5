# SPDX-License-Identifier: Apache-2.0
"""Sources texts in hexadecimal, one a line, in a shell under `set -a`, and prints what it exports.

The argument is the shell. A line of output is `refused`, or NAME=VALUE pairs in hexadecimal, sorted. There are no
programs that the shell could find. Exits with 3 where it is not installed.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

shell = shutil.which(sys.argv[1])
if shell is None:
    sys.exit(3)
folder = tempfile.mkdtemp()
# What a shell sets by itself.
usual = [b"PATH", b"HOME", b"PWD", b"OLDPWD", b"SHLVL", b"_"]
script = "set -a\n. ./file.env >/dev/null\nexec /usr/bin/env -0"
for line in sys.stdin:
    with open(folder + "/file.env", "wb") as file:
        file.write(bytes.fromhex(line.strip()))
    run = subprocess.run(
        [shell, "-c", script],
        cwd=folder,
        env={"PATH": "/nonexistent", "HOME": os.environ["HOME"]},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=20,
    )
    if not run.stdout or re.search(rb"[Ss]yntax error|unexpected|ad substitution", run.stderr):
        print("refused")
        continue
    pairs = [entry.split(b"=", 1) for entry in run.stdout.split(b"\0") if b"=" in entry]
    print(" ".join(sorted(n.hex() + "=" + v.hex() for n, v in pairs if n not in usual)))
