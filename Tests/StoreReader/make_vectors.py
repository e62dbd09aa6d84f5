#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the test vectors of format 1: the files in `vectors/` and the last section of StoreFormat.md.

    make_vectors.py            writes them
    make_vectors.py --check    says whether they are what would be written

All that is random in a store is taken from one fixed stream, so that the result is always the same.
"""

import hashlib
import json
import pathlib
import sys
import textwrap

from sealing import Identity, blake2b, derive, frame, to_base64
from store_reader import Store, Writer
from team_vectors import make_team
from vector_cases import Cases, identity_cases

HERE = pathlib.Path(__file__).resolve().parent
DOCUMENT = HERE.parent.parent / "Sources/secrun/Documentation.docc/StoreFormat.md"
HEADING = "## Test vectors\n"

SEED = bytes(range(32))
OTHER_SEED = bytes(range(32, 64))
CONFIG = b'[scope.default]\nsecrets = ["API_KEY"]\n'
ENTRIES = [
    dict(name="API_KEY", value=b"sk-example-0123456789", created=1767225600, expires=1798761600,
         note="vector, not a key", version=1),
    dict(name="BLOCK", value=b"0123456789abcdef" * 4, created=1767225600, version=2),
]
OFFER = dict(name="OFFERED", value=b"offered by nobody", created=1767225600, offer=True)


class Stream:
    """The fixed bytes that stand for randomness."""

    def __init__(self, label):
        self.bytes = hashlib.shake_256(label.encode()).digest(65_536)
        self.position = 0

    def __call__(self, count):
        start, self.position = self.position, self.position + count
        return self.bytes[start : self.position]


def make_store(identity, label="secrun vectors 1"):
    writer = Writer(identity, label="vector", random=Stream(label))
    writer.approve(CONFIG)
    for entry in ENTRIES:
        writer.add(**entry)
    writer.add(**OFFER)
    return writer


def entry_vector(writer, entry):
    record = next(r for r in writer.store.records["entry"] if r.name == entry["name"])
    metadata = frame("created", entry["created"])
    metadata += frame("expires", entry["expires"]) if "expires" in entry else b""
    metadata += frame("note", entry["note"]) if "note" in entry else b""
    value_context = writer.store.context("secrun/entry/v1", record)
    content = value_context + frame(*(record[field] for field in ("nonce", "box", "mnonce", "mbox")))
    return {
        "name": entry["name"],
        "value": entry["value"].decode(),
        "version": entry["version"],
        "created": entry["created"],
        "expires": entry.get("expires"),
        "note": entry.get("note", ""),
        "data_key": writer.data_keys[entry["name"]].hex(),
        "metadata": metadata.hex(),
        "value_context": value_context.hex(),
        "metadata_context": writer.store.context("secrun/metadata/v1", record).hex(),
        "content_digest": blake2b(content, 64).hex(),
        "signed_message": writer.store.message(record).hex(),
        "line": record.text(),
    }


def building_blocks():
    return {
        "frames": [
            {"text": ["ab", ""], "number": 1, "bytes": frame("ab", "", 1).hex()},
            {"text": ["a"], "number": 2**64 - 1, "bytes": frame("a", 2**64 - 1).hex()},
        ],
        "base64": [{"bytes": data.hex(), "text": to_base64(data)}
                   for data in (b"", b"\x00", b"\xff\xfe", b"abc", bytes(16))],
        "base64_refused": ["A", "AB", "AAB", "AA==", "AAA=", "AA A", "A-_A", "AAAA\n", "\u00e4AAA"],
    }


def make_vectors():
    identity = Identity(SEED)
    other = make_store(Identity(OTHER_SEED), "secrun vectors 2")
    writer = make_store(identity)
    cases = Cases(writer, other)
    return writer, {
        "format": 1,
        "seed": SEED.hex(),
        "encryption_secret": identity.encryption_secret.hex(),
        "encryption_public": identity.encryption_public.hex(),
        "signing_seed": derive(SEED, 2).hex(),
        "signing_public": identity.signing_public.hex(),
        "local_state_key": derive(SEED, 3).hex(),
        "store_id": writer.store.id.hex(),
        "group_secret": writer.group_secret.hex(),
        "group_public": writer.group_public.hex(),
        "config": CONFIG.decode(),
        "config_digest": blake2b(CONFIG, 32).hex(),
        "config_message": writer.store.message(writer.store.records["config"][0]).hex(),
        "group_message": writer.store.message(writer.store.records["group"][0]).hex(),
        "member_message": writer.store.message(writer.store.records["member"][0]).hex(),
        "wrap_content": frame(
            "secrun/group/v1", writer.store.id, "default", 1, writer.group_public, writer.group_secret).hex(),
        "entries": [entry_vector(writer, entry) for entry in ENTRIES],
        **building_blocks(),
        "stores": cases.all(),
        "identities": identity_cases(identity, Stream("secrun vectors 3")),
        "locked_identity": identity.locked_text(b"vector", 2, 64, Stream("secrun vectors 4")).decode(),
        "public": identity.public,
    }


def section(identity_text, store_text, vectors):
    """The section of the document: what an implementer compares first."""
    entry = vectors["entries"][0]

    def block(text):
        return "```\n" + text.rstrip("\n") + "\n```\n"

    def table(rows):
        return block("\n".join(
            name + "\n" + textwrap.indent("\n".join(textwrap.wrap(value, 64)), "  ") for name, value in rows))

    return "\n".join([
        HEADING,
        "Made and checked by `Tests/StoreReader`, which has more of them in `vectors/vectors.json`, among them",
        "files that must be refused and with which outcome, and in `vectors/team.json` the store of several people",
        "with groups, offers and pins. Bytes are in hexadecimal here; secret halves are shown because these keys",
        "protect nothing.\n",
        "The seed, and what is derived from it:\n",
        table([(name, vectors[name]) for name in (
            "seed", "encryption_secret", "encryption_public", "signing_seed", "signing_public", "local_state_key")]),
        "The identity file:\n",
        block(identity_text),
        "Its public part, and the same identity locked with the passphrase `vector`:\n",
        block(vectors["public"]),
        block(vectors["locked_identity"]),
        "The store, with a group, a member, a config, two entries and an offer. Its id and its group's keys:\n",
        table([(name, vectors[name]) for name in ("store_id", "group_secret", "group_public")]),
        block(store_text),
        f"`{entry['name']}` opens to `{entry['value']}`, created {entry['created']}, expires {entry['expires']}, note",
        f"`{entry['note']}`; `{vectors['entries'][1]['name']}` to `{vectors['entries'][1]['value']}`,",
        f"created {vectors['entries'][1]['created']}. The approved `secrun.toml` is\n",
        block(vectors["config"]),
        f"The messages of the entry `{entry['name']}`. The content of its signature is `value_context` followed by",
        "E(nonce, box, mnonce, mbox); `content_digest` is BLAKE2b-512 of it.\n",
        table([(name, entry[name]) for name in (
            "data_key", "metadata", "value_context", "metadata_context", "content_digest", "signed_message")]),
        "The content of `wrap`, and the signed messages of the other records:\n",
        table([(name, vectors[name]) for name in (
            "wrap_content", "group_message", "member_message", "config_digest", "config_message")]),
    ])


def main():
    writer, vectors = make_vectors()
    identity_text = writer.identity.text.decode()
    store_text = writer.store.serialize().decode()
    assert Store.parse(store_text.encode()).serialize().decode() == store_text
    document = DOCUMENT.read_text()
    team_text, team = make_team(Stream("secrun team vectors 1"))
    assert Store.parse(team_text.encode()).serialize().decode() == team_text
    files = {
        HERE / "vectors/identity": identity_text,
        HERE / "vectors/secrun.store": store_text,
        HERE / "vectors/secrun.toml": CONFIG.decode(),
        HERE / "vectors/vectors.json": json.dumps(vectors, indent=1) + "\n",
        HERE / "vectors/team.store": team_text,
        HERE / "vectors/team.json": json.dumps(team, indent=1) + "\n",
        DOCUMENT: document.split(HEADING)[0].rstrip("\n") + "\n\n" + section(identity_text, store_text, vectors),
    }
    for path, text in files.items():
        if sys.argv[1:] != ["--check"]:
            path.write_text(text)
        elif not path.exists() or path.read_text() != text:
            sys.exit(f"make_vectors: {path.name} is not what would be written")


if __name__ == "__main__":
    main()
