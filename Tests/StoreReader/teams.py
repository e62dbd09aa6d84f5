#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a team does with a store, built from StoreFormat.md and not from the Swift code.

    teams.py trust IDENTITY KEY LABEL NEW             the same identity, with one more line `trust`
    teams.py member STORE IDENTITY LABEL PUBLIC GROUP adds a member; a group that is missing is made
    teams.py add STORE IDENTITY GROUP NAME FILE       seals a secret for a group
    teams.py offer STORE GROUP NAME FILE              the same without an identity
    teams.py accept STORE IDENTITY NAME               the value that is offered, raw, on standard output
    teams.py memory FILE STORE IDENTITY               what secrun remembers of a store, as JSON
"""

import hashlib
import json
import os
import sys
import time

from nacl.exceptions import CryptoError

from sealing import (
    Identity, Refused, blake2b, decrypt, derive, encrypt, frame, from_base64, public_key, seal, to_base64, unseal,
)
from store_reader import Record, Store, contents, open_store

PUBLIC = "secrun-public-1:"


def keys_of(public):
    """The encryption key and, or 32 zero bytes, the signing key of a public part."""
    data = from_base64(public.removeprefix(PUBLIC))
    keys, checksum = data[:-4], data[-4:]
    if not public.startswith(PUBLIC) or len(keys) not in (32, 64) or blake2b(keys, 16)[:4] != checksum:
        raise Refused("damaged", why="the public part")
    return keys[:32], keys[32:] or bytes(32)


def signed(reader, record):
    record.values["by"] = reader.identity.signing_public
    record.values["sig"] = reader.identity.sign(reader.store.message(record))
    reader.store.records[record.kind].append(record)


def add_member(reader, label, public, group, own_label="python", random=os.urandom):
    store = reader.store
    newcomers = [(label, *keys_of(public))]
    if any(record.name == group for record in store.records["group"]):
        epoch, secret = reader.group_key(group)
    else:
        epoch, secret = 1, random(32)
        signed(reader, Record("group", group, {"epoch": epoch, "pk": public_key(secret)}))
        newcomers.append((own_label, reader.identity.encryption_public, reader.identity.signing_public))
    for name, encryption, verification in newcomers:
        content = frame("secrun/group/v1", store.id, group, epoch, public_key(secret), secret)
        signed(reader, Record("member", name, {
            "group": group, "epoch": epoch, "enc": encryption, "ver": verification,
            "wrap": seal(content, encryption, random)}))


def sealed(store, kind, group, name, value, created=None, random=os.urandom):
    """An entry or offer without its signature; the group's public key is all that it takes."""
    record = next(record for record in store.records["group"] if record.name == group)
    data_key, nonces = random(32), [random(24), random(24)]
    made = Record(kind, name, {
        "group": group, "epoch": record["epoch"], "v": 1, "key": seal(data_key, record["pk"], random)})
    metadata = frame("created", int(time.time()) if created is None else created)
    boxes = [("nonce", "box", "secrun/entry/v1", value), ("mnonce", "mbox", "secrun/metadata/v1", metadata)]
    for (nonce_field, box_field, label, content), nonce in zip(boxes, nonces):
        made.values[nonce_field] = nonce
        made.values[box_field] = encrypt(content, data_key, nonce, store.context(label, made))
    return made


def offered(reader, name):
    return offer_value(reader, next(record for record in reader.store.records["offer"] if record.name == name))


def offer_value(reader, record):
    epoch, secret = reader.group_key(record["group"])
    if record["epoch"] != epoch:
        raise Refused("does-not-open", record.line)
    try:
        key = unseal(record["key"], secret)
        return decrypt(record["box"], key, record["nonce"], reader.store.context("secrun/entry/v1", record))
    except CryptoError:
        raise Refused("does-not-open", record.line) from None


def memory(text, reader):
    """Checks the MAC and the first line, and lists the rest."""
    *lines, last, end = text.decode().split("\n")
    body = "".join(line + "\n" for line in lines).encode()
    identity = reader.identity
    key = derive(identity.seed, 3)
    mac = hashlib.blake2b(body, digest_size=32, key=key).digest()
    if end or last != f"mac {to_base64(mac)}":
        raise Refused("damaged", why="the MAC")
    if lines[0] != f"secrun-trust 1 id={to_base64(reader.store.id)}":
        raise Refused("damaged", why="another store")
    facts = {"signer": {}, "epoch": {}, "version": {}}
    for line in lines[1:]:
        kind, name, value = line.split(" ")
        facts[kind][name] = value
    return facts


def save(path, store):
    with open(path, "wb") as file:
        file.write(store.serialize())


def main(arguments):
    match arguments:
        case ["trust", path, key, label, new]:
            identity = Identity.parse(contents(path))
            identity.trusted.append((from_base64(key), label))
            with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(identity.text)
        case ["member", path, identity, label, public, group]:
            reader = open_store(path, identity)
            add_member(reader, label, public, group)
            save(path, reader.store)
        case ["add", path, identity, group, name, value]:
            reader = open_store(path, identity)
            signed(reader, sealed(reader.store, "entry", group, name, contents(value)))
            save(path, reader.store)
        case ["offer", path, group, name, value]:
            store = Store.parse(contents(path))
            store.records["offer"].append(sealed(store, "offer", group, name, contents(value)))
            save(path, store)
        case ["accept", path, identity, name]:
            sys.stdout.buffer.write(offered(open_store(path, identity), name))
        case ["memory", path, store, identity]:
            print(json.dumps(memory(contents(path), open_store(store, identity))))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refusal:
        sys.exit(f"teams: {refusal}")
