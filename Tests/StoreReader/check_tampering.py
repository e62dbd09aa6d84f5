#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Changes bytes of a store that secrun wrote, and expects the reader and secrun to refuse every result.

    check_tampering.py BINARY STORE IDENTITY NAME
"""

import pathlib
import subprocess
import sys
import tempfile

from sealing import Identity, Refused
from store_reader import Reader, Store, contents


def is_refused(data, identity):
    """Whether the reader finds anything wrong in a whole store."""
    try:
        reader = Reader(Store.parse(data), identity)
        for kind in ("group", "member", "entry"):
            for record in reader.store.records[kind]:
                reader.verify(record)
        reader.config()
        for record in reader.store.records["entry"]:
            reader.value(record.name)
            reader.details(record.name)
        return False
    except Refused:
        return True


def changed(data, position, bit):
    result = bytearray(data)
    result[position] ^= 1 << bit
    return bytes(result)


def main(binary, store, identity_path, name):
    data = contents(store)
    identity = Identity.parse(contents(identity_path))
    assert not is_refused(data, identity)
    # Every eleventh byte, with a bit that changes from one to the next; 11 and 8 have no common factor.
    changes = [(position, position % 8) for position in range(0, len(data), 11)]
    for change in changes:
        assert is_refused(changed(data, *change), identity), change
    start = data.index(f"entry {name} ".encode())
    end = data.index(b"\n", start)
    asked = [(position, position % 8) for position in range(start, end, 31)]
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, "secrun.store")
        command = [binary, "get", name, "--store", copy, "--identity", identity_path]
        copy.write_bytes(data)
        assert subprocess.run(command, capture_output=True, cwd=folder).returncode == 0
        for change in asked:
            copy.write_bytes(changed(data, *change))
            result = subprocess.run(command, capture_output=True, cwd=folder)
            assert result.returncode == 2 and not result.stdout, change
            assert result.stderr.startswith(b"secrun: error: "), change
    print(f"{len(changes)} changes refused by the reader, {len(asked)} by secrun")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
