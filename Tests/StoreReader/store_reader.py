#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An independent reader and writer of sealed stores, built from StoreFormat.md and not from the Swift code.

    store_reader.py read STORE IDENTITY NAME        the value, raw, on standard output
    store_reader.py describe STORE IDENTITY NAME    version and metadata, as JSON
    store_reader.py config STORE IDENTITY           the approved secrun.toml
    store_reader.py verify STORE IDENTITY           verifies every record and opens every entry
    store_reader.py write STORE IDENTITY [--config FILE] NAME=FILE ...
                                                    a new store; the identity too, if it is missing

It is a test tool: it keeps values in ordinary memory and writes files without the care of StoreFormat.md.
"""

import json
import os
import re
import sys
import time

from nacl.exceptions import CryptoError

from sealing import (
    Identity, Refused, blake2b, decrypt, encrypt, fields_of, frame, from_base64, is_signature, public_key,
    seal, to_base64, unseal,
)

FILE_LIMIT, LINE_LIMIT = 4_194_304, 262_144
VALUE_LIMIT, METADATA_LIMIT, CONFIG_LIMIT = 65_536, 4_096, 65_536
NUMBER, LABEL, NAME = "[1-9][0-9]{0,17}", "[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}", "[A-Za-z_][A-Za-z0-9_]{0,127}"

# A field is a pattern, or the least and the greatest number of bytes and what is over a multiple of 64.
SEALED = {
    "group": LABEL, "epoch": NUMBER, "v": NUMBER, "key": (80, 80), "nonce": (24, 24), "box": (80, 65_616, 16),
    "mnonce": (24, 24), "mbox": (80, 4_176, 16),
}
SIGNED = {"by": (32, 32), "sig": (64, 64)}
# The kinds in their order: what the second word is, the most records there may be, and the fields.
KINDS = {
    "secrun-store": ("1", 1, {"id": (16, 16)}),
    "group": (LABEL, 16, {"epoch": NUMBER, "pk": (32, 32), **SIGNED}),
    "member": (LABEL, 64, {
        "group": LABEL, "epoch": NUMBER, "enc": (32, 32), "ver": (32, 32), "wrap": (48, 512), **SIGNED}),
    "config": (None, 1, {"digest": (32, 32), "text": (0, CONFIG_LIMIT), **SIGNED}),
    "entry": (NAME, 4096, {**SEALED, **SIGNED}),
    "offer": (NAME, 256, SEALED),
    "end": (None, 1, {}),
}


class Record:
    """One line; `record["field"]` is a number, a label or decoded bytes."""

    def __init__(self, kind, name, values, line=None):
        self.kind, self.name, self.values, self.line = kind, name, values, line

    def __getitem__(self, field):
        return self.values[field]

    @classmethod
    def parse(cls, text, line):
        words = text.split(" ")
        kind = words.pop(0)
        if kind not in KINDS:
            raise Refused("damaged", line, "an unknown kind")
        name_pattern, _, fields = KINDS[kind]
        name = None
        if name_pattern:
            name = words.pop(0) if words else ""
            if not re.fullmatch(name_pattern, name):
                raise Refused("damaged", line, "a name that is not valid")
        if len(words) != len(fields):
            raise Refused("damaged", line, "not the fields of its kind")
        values = {}
        for word, (field, form) in zip(words, fields.items()):
            key, equals, value = word.partition("=")
            if key != field or not equals:
                raise Refused("damaged", line, f"no {field} where it belongs")
            try:
                values[field] = cls.decode(value, form)
            except ValueError as error:
                raise Refused("damaged", line, f"{field}: {error}") from None
        return cls(kind, name, values, line)

    @staticmethod
    def decode(value, form):
        if isinstance(form, str):
            if not re.fullmatch(form, value):
                raise ValueError("not valid")
            return int(value) if form == NUMBER else value
        data = from_base64(value)
        least, most, *rest = form
        if not least <= len(data) <= most or (rest and len(data) % 64 != rest[0]):
            raise ValueError("a length that is not allowed")
        return data

    def text(self):
        words = [self.kind] + ([self.name] if self.name else [])
        for field, value in self.values.items():
            words.append(f"{field}={to_base64(value) if isinstance(value, bytes) else value}")
        return " ".join(words)


class Store:
    """All records of a file, found to be well formed; nothing is verified or opened."""

    def __init__(self, store_id):
        self.id = store_id
        self.records = {kind: [] for kind in KINDS}
        self.records["secrun-store"].append(Record("secrun-store", "1", {"id": store_id}))

    @classmethod
    def parse(cls, data):
        if len(data) > FILE_LIMIT:
            raise Refused("over-limit", why="the file")
        if not data:
            raise Refused("truncated")
        # Latin-1 keeps every byte; the patterns let only ASCII through.
        text = data.decode("latin-1")
        if not text.startswith("secrun-store "):
            raise Refused("not-a-store")
        version = re.split("[ \n]", text, maxsplit=2)[1]
        if version != "1" and re.fullmatch(NUMBER, version):
            raise Refused("newer-version")
        store = cls(b"")
        store.records["secrun-store"] = []
        store.take_lines(text)
        store.refuse_duplicates()
        store.id = store.records["secrun-store"][0]["id"]
        return store

    def take_lines(self, text):
        order, last = list(KINDS), 0
        *lines, rest = text.split("\n")
        for number, line in enumerate(lines, 1):
            if len(line) > LINE_LIMIT:
                raise Refused("over-limit", why="a line")
            record = Record.parse(line, number)
            rank = order.index(record.kind)
            ended = order[last] == "end"
            twice = record.kind in ("secrun-store", "config") and self.records[record.kind]
            if ended or rank < last or twice or (number == 1) != (rank == 0):
                raise Refused("damaged", number, "a record out of its place")
            last = rank
            if len(self.records[record.kind]) == KINDS[record.kind][1]:
                raise Refused("over-limit", why=f"the number of {record.kind} records")
            self.records[record.kind].append(record)
        if rest or order[last] != "end":
            raise Refused("truncated")

    def refuse_duplicates(self):
        for kind in ("group", "entry", "member"):
            seen = set()
            for record in self.records[kind]:
                key = (record["group"], record.name) if kind == "member" else record.name
                if key in seen:
                    raise Refused("damaged", record.line, "a second record of the same name")
                seen.add(key)

    def serialize(self):
        def by_group(record):
            return (record["group"], record.name)

        self.records["group"].sort(key=lambda record: record.name)
        self.records["member"].sort(key=by_group)
        self.records["entry"].sort(key=by_group)
        self.records["end"] = [Record("end", None, {})]
        return "".join(record.text() + "\n" for kind in KINDS for record in self.records[kind]).encode()

    def message(self, record):
        """What the signature of a record is made over."""
        def values(*fields):
            return [record[field] for field in fields]

        if record.kind == "group":
            content = frame("secrun/group-record/v1", self.id, record.name, *values("epoch", "pk"))
        elif record.kind == "member":
            content = frame(
                "secrun/member/v1", self.id, record.name, *values("group", "epoch", "enc", "ver", "wrap"))
        elif record.kind == "config":
            content = frame("secrun/config/v1", self.id, record["digest"])
        else:
            content = self.context("secrun/entry/v1", record) + frame(
                *values("nonce", "box", "mnonce", "mbox"))
        return frame("secrun/sig/v1", blake2b(content, 64))

    def context(self, label, record):
        """The associated data of the boxes of an entry."""
        return frame(
            label, self.id, record["group"], record["epoch"], record.name, record["v"], record["key"])


class Reader:
    """A store with the identity that opens it."""

    def __init__(self, store, identity):
        self.store, self.identity = store, identity

    def value(self, name):
        return self._open(name, "secrun/entry/v1", "nonce", "box")

    def details(self, name):
        content = self._open(name, "secrun/metadata/v1", "mnonce", "mbox")
        try:
            fields = fields_of(content)
        except ValueError:
            raise Refused("does-not-open", self.entry(name).line) from None
        if len(fields) % 2:
            raise Refused("does-not-open", self.entry(name).line)
        details = dict(zip(fields[::2], fields[1::2]))
        known = {"created": number(details.get(b"created", b""))}
        if b"expires" in details:
            known["expires"] = number(details[b"expires"])
        if b"note" in details:
            known["note"] = details[b"note"].decode()
        return known

    def config(self):
        for record in self.store.records["config"]:
            self.verify(record)
            if blake2b(record["text"], 32) != record["digest"]:
                raise Refused("altered", record.line)
            return record["text"]
        return None

    def entry(self, name):
        for record in self.store.records["entry"]:
            if record.name == name:
                return record
        raise Refused("no-secret", why=name)

    def verify(self, record):
        if record["by"] not in [self.identity.signing_public, *self.identity.trusted_keys]:
            raise Refused("untrusted-signer", record.line)
        if not is_signature(record["sig"], self.store.message(record), record["by"]):
            raise Refused("altered", record.line)

    def group_key(self, name):
        """The epoch and the secret key of a group."""
        groups = [group for group in self.store.records["group"] if group.name == name]
        members = [member for member in self.store.records["member"]
                   if member["group"] == name and member["enc"] == self.identity.encryption_public]
        if not groups or not members:
            raise Refused("not-a-member", why=name)
        group, member = groups[0], members[-1]
        self.verify(group)
        self.verify(member)
        known = frame("secrun/group/v1", self.store.id, name, group["epoch"], group["pk"])
        try:
            content = unseal(member["wrap"], self.identity.encryption_secret)
        except CryptoError:
            raise Refused("does-not-open", member.line) from None
        secret = content[-32:]
        if content != known + frame(secret) or public_key(secret) != group["pk"]:
            raise Refused("does-not-open", member.line)
        return group["epoch"], secret

    def _open(self, name, label, nonce, box):
        record = self.entry(name)
        self.verify(record)
        epoch, secret = self.group_key(record["group"])
        try:
            if record["epoch"] != epoch:
                raise CryptoError("another epoch")
            key = unseal(record["key"], secret)
            return decrypt(record[box], key, record[nonce], self.store.context(label, record))
        except (CryptoError, TypeError, ValueError):
            raise Refused("does-not-open", record.line) from None


class Writer:
    """Makes the records of a store; `random` is replaced when vectors are made."""

    def __init__(self, identity, label="python", group="default", random=os.urandom):
        self.identity, self.group, self.random = identity, group, random
        self.store = Store(random(16))
        self.group_secret = random(32)
        self.group_public = public_key(self.group_secret)
        self.data_keys = {}
        self._sign(Record("group", group, {"epoch": 1, "pk": self.group_public}))
        content = frame("secrun/group/v1", self.store.id, group, 1, self.group_public, self.group_secret)
        wrap = seal(content, identity.encryption_public, random)
        self._sign(Record("member", label, {
            "group": group, "epoch": 1, "enc": identity.encryption_public, "ver": identity.signing_public,
            "wrap": wrap}))

    def approve(self, text):
        self._sign(Record("config", None, {"digest": blake2b(text, 32), "text": text}))

    def add(self, name, value, created, expires=None, note="", version=1, offer=False):
        assert re.fullmatch(NAME, name) and len(value) <= VALUE_LIMIT and b"\x00" not in value
        data_key = self.data_keys[name] = self.random(32)
        record = Record("offer" if offer else "entry", name, {
            "group": self.group, "epoch": 1, "v": version,
            "key": seal(data_key, self.group_public, self.random)})
        metadata = frame("created", created)
        metadata += frame("expires", expires) if expires is not None else b""
        metadata += frame("note", note) if note else b""
        assert len(metadata) <= METADATA_LIMIT
        boxes = [("nonce", "box", "secrun/entry/v1", value), ("mnonce", "mbox", "secrun/metadata/v1", metadata)]
        nonces = [self.random(24), self.random(24)]
        for (nonce_field, box_field, label, content), nonce in zip(boxes, nonces):
            record.values[nonce_field] = nonce
            record.values[box_field] = encrypt(content, data_key, nonce, self.store.context(label, record))
        if offer:
            self.store.records["offer"].append(record)
        else:
            self._sign(record)

    def _sign(self, record):
        self.sign(record)
        self.store.records[record.kind].append(record)

    def sign(self, record):
        """Puts the signature on a record, or puts it anew."""
        for field in SIGNED:
            record.values.pop(field, None)
        record.values["by"] = self.identity.signing_public
        record.values["sig"] = self.identity.sign(self.store.message(record))


def number(field):
    return int.from_bytes(field, "little") if len(field) == 8 else 0


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def open_store(store_path, identity_path):
    return Reader(Store.parse(contents(store_path)), Identity.parse(contents(identity_path)))


def verify(reader):
    records = reader.store.records
    for kind in ("group", "member", "entry"):
        for record in records[kind]:
            reader.verify(record)
    reader.config()
    for record in records["entry"]:
        reader.value(record.name)
        reader.details(record.name)
    print(f"{len(records['entry'])} entries, {len(records['offer'])} offers: all verified and opened")


def write(store_path, identity_path, arguments):
    if not os.path.exists(identity_path):
        with open(os.open(identity_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(Identity(os.urandom(32)).text)
    writer = Writer(Identity.parse(contents(identity_path)))
    if arguments[:1] == ["--config"]:
        writer.approve(contents(arguments[1]))
        arguments = arguments[2:]
    for argument in arguments:
        name, _, path = argument.partition("=")
        writer.add(name, contents(path), created=int(time.time()), note="written by Python")
    with open(store_path, "wb") as file:
        file.write(writer.store.serialize())


def main(arguments):
    match arguments:
        case ["read", store, identity, name]:
            sys.stdout.buffer.write(open_store(store, identity).value(name))
        case ["describe", store, identity, name]:
            reader = open_store(store, identity)
            print(json.dumps({"v": reader.entry(name)["v"], **reader.details(name)}))
        case ["config", store, identity]:
            sys.stdout.buffer.write(open_store(store, identity).config() or b"")
        case ["verify", store, identity]:
            verify(open_store(store, identity))
        case ["write", store, identity, *rest] if rest:
            write(store, identity, rest)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refusal:
        sys.exit(f"store_reader: {refusal}")
