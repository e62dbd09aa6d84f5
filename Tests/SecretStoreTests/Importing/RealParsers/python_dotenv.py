# SPDX-License-Identifier: Apache-2.0
"""Reads texts in hexadecimal, one a line, with python-dotenv, and prints what it makes of each.

A line of output is `refused`, or NAME=VALUE pairs in hexadecimal, sorted; names without a value are left out. Exits with 3 where there is none, or one older than 1.2.4.
"""
import importlib.metadata
import logging
import os
import sys
import tempfile

try:
    from dotenv import dotenv_values
except ImportError:
    sys.exit(3)

version = tuple(int(part) for part in importlib.metadata.version("python-dotenv").split(".")[:3])
if version < (1, 2, 4):
    sys.exit(3)
logging.disable(logging.CRITICAL)
path = os.path.join(tempfile.mkdtemp(), "file.env")
for line in sys.stdin:
    with open(path, "wb") as file:
        file.write(bytes.fromhex(line.strip()))
    try:
        values = dotenv_values(path, encoding="utf-8")
    except UnicodeDecodeError:
        print("refused")
        continue
    pairs = [
        name.encode().hex() + "=" + value.encode().hex()
        for name, value in values.items()
        if value is not None
    ]
    print(" ".join(sorted(pairs)))
