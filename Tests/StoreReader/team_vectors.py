# SPDX-License-Identifier: Apache-2.0
"""The vectors of a team: several groups and members, signers that one trusts and another does not, offers, pins.

`vectors/team.store` is one store; `vectors/team.json` says what each of several identities gets from it, and what
comes of changing it.
"""

import copy
import hashlib

from sealing import Identity, blake2b, derive, frame, to_base64
from store_reader import Reader, Record, Writer
from teams import add_member, sealed, signed

CREATED = 1767225600
CONFIG = b"[scope.deploy]\npinned = []\n"
VALUES = {
    "API_KEY": "sk-team-0123456789", "PROD_KEY": "prod-team-0123456789", "FROM_BOB": "bob-team-0123456789",
    "BOTH": "both-team-0123456789",
}
OFFERS = [("default", "OFFERED", b"offered by nobody"), ("prod", "API_KEY", b"offered for prod")]
ITEMS = [
    ("program", "/usr/bin/env", blake2b(b"env", 32)), ("interpreter", "/bin/sh", blake2b(b"sh", 32)),
    ("argument", "-u", b""), ("script", "deploy/run.sh", blake2b(b"run", 32)),
    ("file", "requirements.txt", blake2b(b"", 32)),
]


def framed(items):
    return b"".join(frame(kind, text, digest) for kind, text, digest in items)


class Team:
    """Ada makes the store, lets Bob and a deployment in, and pins a scope; Bob seals and pins too."""

    def __init__(self, random):
        self.random = random
        self.ada, self.bob = Identity(bytes(range(64, 96))), Identity(bytes(range(96, 128)))
        self.stranger, deployed = Identity(bytes(range(128, 160))), bytes(range(1, 33))
        self.signers = [(self.ada.signing_public, "ada"), (self.bob.signing_public, None)]
        self.deployed = Identity(deployed, "key", self.signers[:1])
        writer = Writer(self.ada, label="ada", random=random)
        writer.approve(CONFIG)
        self.store = writer.store
        ada = Reader(self.store, Identity(self.ada.seed, trusted=self.signers[1:]))
        bob = Reader(self.store, Identity(self.bob.seed, trusted=self.signers[:1]))
        add_member(ada, "bob", self.bob.public, "default", random=random)
        add_member(ada, "deploy", self.deployed.public, "prod", "ada", random)
        add_member(bob, "ada", self.ada.public, "both", "bob", random)
        for reader, group, name in (
            (ada, "default", "API_KEY"), (ada, "prod", "PROD_KEY"), (bob, "default", "FROM_BOB"),
            (bob, "both", "BOTH"),
        ):
            value = VALUES[name].encode()
            signed(reader, sealed(self.store, "entry", group, name, value, CREATED, random))
        for group, name, value in OFFERS:
            self.store.records["offer"].append(sealed(self.store, "offer", group, name, value, CREATED, random))
        signed(ada, Record("pin", "deploy", {"items": framed(ITEMS)}))
        signed(bob, Record("pin", "of-bob", {"items": framed(ITEMS[:1])}))
        self.reader = ada
        self.text = self.store.serialize().decode()

    def readers(self):
        """The identities, each with what it trusts, and what it is told of each secret, pin and offer."""
        yes, unknown, outside = "accepted", "untrusted-signer", "not-a-member"
        return [
            ("ada, who trusts nobody else", self.ada, (yes, yes, unknown, unknown), (yes, unknown), (True, True)),
            ("ada", Identity(self.ada.seed, trusted=self.signers[1:]), (yes,) * 4, (yes, yes), (True, True)),
            ("bob", Identity(self.bob.seed, trusted=self.signers[:1]), (yes, outside, yes, yes), (yes, yes),
             (True, False)),
            ("a deployment that trusts ada", self.deployed, (outside, yes, unknown, unknown), (yes, unknown),
             (False, True)),
            ("a stranger who trusts both", Identity(self.stranger.seed, trusted=self.signers), (outside,) * 4,
             (yes, yes), (False, False)),
        ]

    def reader_vector(self, name, identity, secrets, pins, offers):
        def told(kind, name, outcome):
            number = self.text.splitlines().index(self.line(kind, name)) + 1
            return {"name": name, "outcome": outcome, "line": number if outcome == "untrusted-signer" else None}

        return {
            "name": name, "identity": identity.text.decode(),
            "secrets": [told("entry", *pair) for pair in zip(VALUES, secrets)],
            "pins": [told("pin", *pair) for pair in zip(("deploy", "of-bob"), pins)],
            "offers": offers,
        }

    def line(self, kind, name, group=None):
        return next(line for line in self.text.splitlines()
                    if line.startswith(f"{kind} {name} ") and (group is None or f" group={group} " in line))

    def remade(self, kind, name, signer=None, rename=None, **changes):
        """The line of a record with other fields and a signature that is right for them."""
        record = copy.deepcopy(next(r for r in self.store.records[kind] if r.name == name))
        record.name = rename or record.name
        record.values.update(changes)
        by = signer or self.ada
        record.values["by"] = by.signing_public
        record.values["sig"] = by.sign(self.store.message(record))
        return record.text()

    def memory(self):
        """What Ada's machine remembers: a signer, an epoch and a version."""
        lines = [
            f"secrun-trust 1 id={to_base64(self.store.id)}", f"signer {to_base64(self.bob.signing_public)} bob",
            "epoch default 1", "version API_KEY 7",
        ]
        body = "".join(line + "\n" for line in lines)
        mac = hashlib.blake2b(body.encode(), digest_size=32, key=derive(self.ada.seed, 3)).digest()
        return body + f"mac {to_base64(mac)}\n"

    def cases(self):
        """Changes of the store, what Ada, who trusts Bob, then asks for, and what must come of it."""
        pin, mine, offer = self.line("pin", "deploy"), self.line("entry", "API_KEY"), self.line("offer", "OFFERED")
        prod = self.line("entry", "PROD_KEY")

        def items(name, content, outcome="does-not-open"):
            return (name, [(pin, self.remade("pin", "deploy", items=content))], "pin deploy", outcome)

        first = framed(ITEMS[:1])
        member = self.line("member", "ada", "prod")
        return [
            ("no change", [], "pin deploy", "accepted"),
            ("pin by a stranger", [(pin, self.remade("pin", "deploy", self.stranger))], "pin deploy",
             "untrusted-signer"),
            ("pin of another scope", [("pin deploy ", "pin deplox ")], "pin deplox", "altered"),
            ("pin of another scope, signed", [(pin, self.remade("pin", "deploy", rename="deplox"))], "pin deplox",
             "accepted"),
            ("pin with other items", [(pin, pin.replace("items=B", "items=C", 1))], "pin deploy", "altered"),
            ("pin without items", [(pin, self.remade("pin", "deploy", items=b""))], "pin deploy", "accepted"),
            items("pin of an unknown kind", first + frame("library", "x", bytes(32))),
            items("pin with an argument that has a digest", frame("argument", "-u", bytes(32))),
            items("pin with a digest of 31 bytes", frame("file", "x", bytes(31))),
            items("pin with a file without a digest", frame("file", "x", b"")),
            items("pin that ends within an item", first + frame("file", "x")),
            items("pin that ends within a length", first + bytes(7)),
            items("pin with a length beyond all", first + b"\xff" * 8),
            items("pin whose text is not UTF-8", frame("file", b"\xff", bytes(32))),
            ("two pins of one scope", [(pin, pin + "\n" + pin)], "structure", "damaged"),
            ("pin of a scope with a point", [("pin deploy ", "pin de.ploy ")], "structure", "damaged"),
            ("pin of a scope of 65 bytes", [("pin deploy ", f"pin {'d' * 65} ")], "structure", "damaged"),
            ("pin behind an entry", [(pin + "\n", ""), (mine, mine + "\n" + pin)], "structure", "damaged"),
            ("entry in another group", [(mine, mine.replace("group=default", "group=prod"))], "value API_KEY",
             "altered"),
            ("entry in another group, signed", [(mine, self.remade("entry", "API_KEY", group="prod"))],
             "value API_KEY", "does-not-open"),
            ("box of another group, signed", [(mine, self.remade("entry", "PROD_KEY", rename="API_KEY"))],
             "value API_KEY", "does-not-open"),
            ("entry by a stranger", [(prod, self.remade("entry", "PROD_KEY", self.stranger))], "value PROD_KEY",
             "untrusted-signer"),
            ("entry by another member", [(prod, self.remade("entry", "PROD_KEY", self.bob))], "value PROD_KEY",
             "accepted"),
            ("offer as an entry", [(offer + "\n", ""), (mine, mine + "\n" + offer.replace("offer", "entry", 1)
                                   + " " + " ".join(mine.split(" ")[-2:]))], "value OFFERED", "altered"),
            ("member of one group in another", [(member, member.replace("group=prod", "group=default"))],
             "structure", "damaged"),
            ("member taken from its group", [(member + "\n", "")], "value PROD_KEY", "not-a-member"),
            ("group taken out", [(self.line("group", "prod") + "\n", "")], "value PROD_KEY", "not-a-member"),
        ]


def make_team(random):
    """The text of the store, and the vectors."""
    team = Team(random)
    return team.text, {
        "values": VALUES,
        "config": CONFIG.decode(),
        "items": {scope: [[kind, text, digest.hex()] for kind, text, digest in items]
                  for scope, items in (("deploy", ITEMS), ("of-bob", ITEMS[:1]))},
        "readers": [team.reader_vector(*reader) for reader in team.readers()],
        "cases": [{"name": name, "edits": [{"find": find, "put": put, "times": 1} for find, put in edits],
                   "ask": ask, "outcome": outcome, "line": line_of(team.text, edits, outcome)}
                  for name, edits, ask, outcome in team.cases()],
        "memory": team.memory(),
        "signer": to_base64(team.bob.signing_public),
    }


def edited(text, edits):
    for find, put in edits:
        assert text.count(find) == 1, find
        text = text.replace(find, put)
    return text


def line_of(text, edits, outcome):
    """The line that an outcome names: the one that is not in the store, or not there."""
    if outcome in ("accepted", "not-a-member"):
        return None
    lines, before = edited(text, edits).splitlines(), text.splitlines()
    changed = [number for number, line in enumerate(lines, 1) if line not in before]
    misplaced = [number for number, line in enumerate(lines, 1)
                 if line in lines[: number - 1] or line.startswith("pin ") and lines[number - 2].startswith("entry ")]
    return (changed + misplaced)[-1]
