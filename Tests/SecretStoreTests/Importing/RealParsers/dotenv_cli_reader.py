# SPDX-License-Identifier: Apache-2.0
"""Reads texts in hexadecimal, one a line, with dotenv-cli, and prints what it makes of each.

A line of output is `refused`, or NAME=VALUE pairs in hexadecimal, sorted. Exits with 3 where there is none.
"""
import os
import sys
import tempfile

try:
    from dotenv_cli.core import read_dotenv
except ImportError:
    sys.exit(3)

path = os.path.join(tempfile.mkdtemp(), "file.env")
for line in sys.stdin:
    with open(path, "wb") as file:
        file.write(bytes.fromhex(line.strip()))
    try:
        values = read_dotenv(path)
    except UnicodeDecodeError:
        print("refused")
        continue
    print(" ".join(sorted(n.encode().hex() + "=" + v.encode().hex() for n, v in values.items())))
