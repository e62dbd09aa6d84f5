#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the reader against the vectors, and that no change of a byte of a store goes unnoticed."""

import json
import pathlib

from sealing import Identity, Refused, frame, from_base64, to_base64
from store_reader import Reader, Store
from teams import memory, offer_value

VECTORS = pathlib.Path(__file__).resolve().parent / "vectors"


def edited(text, edits):
    for edit in edits:
        assert text.count(edit["find"]) == 1
        text = text.replace(edit["find"], edit["put"] * edit["times"])
    return text.encode()


def outcome(data, identity, ask):
    """What a reader says of a file when it is asked for something in it."""
    what, _, name = ask.partition(" ")
    try:
        reader = Reader(Store.parse(data), identity)
        if what != "structure":
            {"value": lambda: reader.value(name), "metadata": lambda: reader.details(name),
             "config": reader.config, "pin": lambda: reader.pin(name)}[what]()
        return "accepted", None
    except Refused as refusal:
        return refusal.outcome, refusal.line


def check_blocks(vectors):
    for case in vectors["frames"]:
        assert frame(*case["text"], case["number"]).hex() == case["bytes"], case
    for case in vectors["base64"]:
        assert to_base64(bytes.fromhex(case["bytes"])) == case["text"], case
        assert from_base64(case["text"]).hex() == case["bytes"], case
    for text in vectors["base64_refused"]:
        try:
            from_base64(text)
        except ValueError:
            continue
        raise AssertionError(f"accepted {text!r}")


def check_store(vectors, identity, data):
    store = Store.parse(data)
    assert store.serialize() == data
    reader = Reader(store, identity)
    assert store.id.hex() == vectors["store_id"]
    assert reader.group_key("default") == (1, bytes.fromhex(vectors["group_secret"]))
    assert reader.config().decode() == vectors["config"]
    for entry in vectors["entries"]:
        assert reader.value(entry["name"]).decode() == entry["value"]
        details = reader.details(entry["name"])
        assert details.get("created") == entry["created"]
        assert details.get("expires") == entry["expires"]
        assert details.get("note", "") == entry["note"]


def check_cases(vectors, identity, text):
    for case in vectors["stores"]:
        got = outcome(edited(text, case["edits"]), identity, case["ask"])
        assert got == (case["outcome"], case["line"]), (case["name"], got)
    for case in vectors["identities"]:
        try:
            typed = case["passphrase"]
            Identity.parse(case["text"].encode(), None if typed is None else typed.encode())
            got = "accepted"
        except Refused as refusal:
            got = refusal.outcome
        assert got == case["outcome"], (case["name"], got)


def check_team(text, team):
    """What each identity gets from the store of a team, and what comes of changing that."""
    for case in team["readers"]:
        identity = Identity.parse(case["identity"].encode())
        reader = Reader(Store.parse(text.encode()), identity)
        assert reader.config().decode() == team["config"]
        for secret in case["secrets"]:
            got = outcome(text.encode(), identity, f"value {secret['name']}")
            assert got == (secret["outcome"], secret["line"]), (case["name"], secret, got)
            if secret["outcome"] == "accepted":
                assert reader.value(secret["name"]).decode() == team["values"][secret["name"]]
        for pin in case["pins"]:
            got = outcome(text.encode(), identity, f"pin {pin['name']}")
            assert got == (pin["outcome"], pin["line"]), (case["name"], pin, got)
            if pin["outcome"] == "accepted":
                items = [[kind, item, digest.hex()] for kind, item, digest in reader.pin(pin["name"])]
                assert items == team["items"][pin["name"]]
        for record, opens in zip(reader.store.records["offer"], case["offers"], strict=True):
            assert does_open(reader, record) == opens, (case["name"], record.name)
    ada = Identity.parse(team["readers"][1]["identity"].encode())
    for case in team["cases"]:
        got = outcome(edited(text, case["edits"]), ada, case["ask"])
        assert got == (case["outcome"], case["line"]), (case["name"], got)
    facts = memory(team["memory"].encode(), Reader(Store.parse(text.encode()), ada))
    assert facts == {"signer": {team["signer"]: "bob"}, "epoch": {"default": "1"}, "version": {"API_KEY": "7"}}


def does_open(reader, record):
    try:
        return bool(offer_value(reader, record))
    except Refused:
        return False


def check_every_byte(vectors, identity, data):
    """Flips one bit of each byte: what is bound to it must be refused, and no other value may ever come out."""
    right = {entry["name"]: entry["value"].encode() for entry in vectors["entries"]}
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    kinds = [line.split(b" ")[0].decode() for line in data.splitlines()]
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1
        number = sum(start <= position for start in starts) - 1
        try:
            reader = Reader(Store.parse(bytes(changed)), identity)
        except Refused:
            continue
        opened = 0
        for name, value in right.items():
            try:
                assert reader.value(name) == value, position
                reader.details(name)
                opened += 1
            except Refused:
                pass
        try:
            config = reader.config()
        except Refused:
            config = None
        assert config in (None, vectors["config"].encode()), position
        expected = {"entry": 1, "config": 2, "offer": 2}.get(kinds[number], 0)
        assert opened == expected, (position, kinds[number], opened)
        assert kinds[number] != "config" or config is None, position


def main():
    vectors = json.loads((VECTORS / "vectors.json").read_text())
    identity = Identity.parse((VECTORS / "identity").read_bytes())
    data = (VECTORS / "secrun.store").read_bytes()
    for name in ("seed", "encryption_secret", "encryption_public", "signing_public"):
        assert getattr(identity, name).hex() == vectors[name], name
    assert identity.public == vectors["public"]
    assert Identity.parse(vectors["locked_identity"].encode(), b"vector").seed == identity.seed
    check_blocks(vectors)
    check_store(vectors, identity, data)
    check_cases(vectors, identity, data.decode())
    check_every_byte(vectors, identity, data)
    team = json.loads((VECTORS / "team.json").read_text())
    check_team((VECTORS / "team.store").read_text(), team)
    print(f"{len(vectors['stores']) + len(team['cases'])} stores, {len(vectors['identities'])} identities, "
          f"{len(data)} changed bytes: all as they should be")


if __name__ == "__main__":
    main()
