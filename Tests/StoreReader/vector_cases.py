# SPDX-License-Identifier: Apache-2.0
"""Stores and identities that differ from the vectors in one respect, and what a reader must say of each.

A case is a list of edits to the vector store: every `find` occurs once and is replaced by `put`, repeated `times`.
`ask` is what is then read: `structure`, `value NAME`, `metadata NAME` or `config`.
"""

import copy

from sealing import Identity, blake2b, encrypt, frame, seal, to_base64

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def field(line, name):
    """The word of a line that holds a field."""
    return next(word for word in line.split(" ") if word.startswith(name + "="))


class Cases:
    """Cases made from the vector store `writer` and from the store of another identity."""

    def __init__(self, writer, other):
        self.writer, self.other, self.cases = writer, other, []
        self.text = writer.store.serialize().decode()
        self.header, self.group, self.member, self.config, self.api, self.block, self.offer, _ = (
            self.text.splitlines())

    def all(self):
        self._files()
        self._lines()
        self._fields()
        self._limits()
        self._altered()
        self._untrusted()
        self._members()
        self._moved_and_signed()
        self._metadata()
        return self.cases

    def _add(self, name, edits, outcome, line=None, ask="structure"):
        edited = self.text
        for find, put, *times in edits:
            assert edited.count(find) == 1, (name, find)
            edited = edited.replace(find, put * (times[0] if times else 1))
        self.cases.append({
            "name": name,
            "edits": [{"find": find, "put": put, "times": times[0] if times else 1} for find, put, *times in edits],
            "ask": ask, "outcome": outcome, "line": line,
        })

    def _signed(self, kind, name, **changes):
        """The line of a record with other fields and a signature that is right for them."""
        record = copy.deepcopy(next(r for r in self.writer.store.records[kind] if r.name == name))
        record.name = changes.pop("rename", record.name)
        record.values.update(changes)
        self.writer.sign(record)
        return record.text()

    def _files(self):
        add, text = self._add, self.text
        add("no change", [], "accepted")
        add("entries in another order", [(self.api, "@"), (self.block, self.api), ("@", self.block)], "accepted")
        add("empty file", [(text, "")], "truncated")
        add("no end", [("\nend\n", "\n")], "truncated")
        add("no line end after end", [("\nend\n", "\nend")], "truncated")
        add("cut off within a line", [(self.block[100:] + "\n" + self.offer + "\nend\n", "")], "truncated")
        add("header only", [(text.split("\n", 1)[1], "")], "truncated")
        add("another kind of file", [("secrun-store 1", "store 1")], "not-a-store")
        add("byte order mark", [("secrun-store 1", "\ufeffsecrun-store 1")], "not-a-store")
        add("version 2", [(text, "secrun-store 2\nwhatever")], "newer-version")
        add("version of ten digits", [("secrun-store 1", "secrun-store 1000000000")], "newer-version")
        add("version of 19 digits", [("secrun-store 1", "secrun-store " + "1" * 19)], "damaged", 1)
        add("version with a leading zero", [("secrun-store 1", "secrun-store 01")], "damaged", 1)
        add("version that is no number", [("secrun-store 1", "secrun-store one")], "damaged", 1)

    def _lines(self):
        add, end = self._add, self.block[-20:]
        add("line after the end", [("\nend\n", "\nend\nend\n")], "damaged", 9)
        add("blank line", [("\nend\n", "\n\nend\n")], "damaged", 8)
        add("comment", [("\nend\n", "\n# end\nend\n")], "damaged", 8)
        add("carriage return", [(end + "\n", end + "\r\n")], "damaged", 6)
        add("unknown kind", [("\nend\n", "\nsecret A\nend\n")], "damaged", 8)
        add("second header", [("\ngroup ", "\n" + self.header + "\ngroup ")], "damaged", 2)
        add("second config", [(self.config, self.config + "\n", 2)], "damaged", 5)
        add("member before its group", [(self.group, "@"), (self.member, self.group), ("@", self.member)],
            "damaged", 3)
        add("two entries of one name", [(self.block, self.block + "\n" + self.api)], "damaged", 7)
        add("two offers of one name", [(self.offer, self.offer + "\n" + self.offer)], "accepted")
        add("two groups of one name", [(self.group, self.group + "\n" + self.group)], "damaged", 3)
        add("two members of one label", [(self.member, self.member + "\n" + self.member)], "damaged", 4)
        add("blank at the end of a line", [(end, end + " ")], "damaged", 6)
        add("two blanks", [("entry BLOCK ", "entry BLOCK  ")], "damaged", 6)

    def _fields(self):
        add, end, nonce = self._add, self.block[-20:], field(self.api, "nonce")
        add("field missing", [(" " + nonce, "")], "damaged", 5)
        add("field twice", [(" " + nonce, " " + nonce, 2)], "damaged", 5)
        add("field too many", [(end, end + " x=1")], "damaged", 6)
        add("fields in another order", [("epoch=1 v=2", "v=2 epoch=1")], "damaged", 6)
        for name, put in (
            ("name with a hyphen", "BLO-CK"), ("name that begins with a digit", "1BLOCK"),
            ("name of 129 bytes", "B" * 129), ("name beyond ASCII", "BL\u00d6CK"),
        ):
            add(name, [("entry BLOCK ", f"entry {put} ")], "damaged", 6)
        add("name of 128 bytes", [("entry BLOCK ", f"entry {'B' * 128} ")], "accepted")
        add("label that begins with a point", [("member vector", "member .vector")], "damaged", 3)
        add("label of 65 bytes", [("member vector", "member " + "v" * 65)], "damaged", 3)
        for put in ("0", "02", "+2", "2.0", "", "1" * 19):
            add(f"number {put!r}", [("epoch=1 v=2", f"epoch=1 v={put}")], "damaged", 6)
        mnonce, box, key = field(self.api, "mnonce"), field(self.api, "box"), field(self.api, "key")
        add("base64 with padding", [(mnonce, mnonce + "=")], "damaged", 5)
        add("base64 with a line break", [(mnonce, mnonce[:20] + "\n" + mnonce[20:])], "damaged", 5)
        add("base64 of the other alphabet", [(mnonce, mnonce[:-1] + "_")], "damaged", 5)
        identifier = field(self.header, "id")
        loose = ALPHABET[ALPHABET.index(identifier[-1]) + 1]
        add("base64 with loose bits", [(identifier, identifier[:-1] + loose)], "damaged", 1)
        add("box between two blocks", [(box, box + "AAAA")], "damaged", 5)
        add("box without a block", [(box, "box=" + to_base64(bytes(16)))], "damaged", 5)
        add("key that is too short", [(key, key[:-4])], "damaged", 5)
        # 65,616 bytes and one block more, all zero: the letter A so often.
        add("box of the greatest length", [(box, "box=@"), ("@", "A", 87_488)], "accepted")
        add("box over its limit", [(box, "box=@"), ("@", "A", 87_574)], "damaged", 5)

    def _limits(self):
        add = self._add
        add("line over its limit", [("\nend\n", "\n@\nend\n"), ("@", "x", 262_145)], "over-limit")
        add("file over its limit", [("\nend\n", "\n@\nend\n"), ("@", "x", 4_194_304)], "over-limit")
        for kind, line, count in (
            ("group", self.group, 17), ("member", self.member, 65), ("entry", self.block, 4097),
            ("offer", self.offer, 257),
        ):
            add(f"{count} {kind} records", [(line + "\n", line + "\n", count)], "over-limit")

    def _altered(self):
        add, api, block = self._add, self.api, self.block
        add("an unknown name", [], "no-secret", ask="value MISSING")
        add("an offer is no entry", [], "no-secret", ask="value OFFERED")
        add("an altered neighbour does no harm", [("epoch=1 v=2", "epoch=1 v=3")], "accepted", ask="value API_KEY")
        add("entry under another name", [("entry API_KEY ", "entry TEST_KEY ")], "altered", 5, "value TEST_KEY")
        add("entry of another version", [("epoch=1 v=2", "epoch=1 v=3")], "altered", 6, "value BLOCK")
        add("entry of another epoch", [("BLOCK group=default epoch=1", "BLOCK group=default epoch=2")],
            "altered", 6, "value BLOCK")
        for name in ("key", "nonce", "box", "mnonce", "mbox", "sig"):
            find = " " + field(api, name)
            add(f"{name} of another entry", [(find, " " + field(block, name))], "altered", 5, "value API_KEY")
        add("metadata of another entry", [(" " + field(api, "mbox"), " " + field(block, "mbox"))], "altered", 5,
            "metadata API_KEY")
        add("another store id", [(field(self.header, "id"), "id=" + to_base64(bytes(16)))], "altered", 5,
            "value API_KEY")
        add("config with another text", [(field(self.config, "text"), "text=" + to_base64(b"[scope.all]\n"))],
            "altered", 4, "config")
        add("config with another digest", [(field(self.config, "digest"), "digest=" + to_base64(bytes(32)))],
            "altered", 4, "config")

    def _untrusted(self):
        add, api, other = self._add, self.api, self.other
        signer = "by=" + to_base64(other.identity.signing_public)
        for name, line, ask, number in (
            ("entry", api, "value API_KEY", 5), ("group", self.group, "value API_KEY", 2),
            ("member", self.member, "value API_KEY", 3), ("config", self.config, "config", 4),
        ):
            find = " ".join(line.split(" ")[-2:])
            put = signer + " " + field(line, "sig")
            add(f"{name} by another signer", [(find, put)], "untrusted-signer", number, ask)
        theirs = next(r for r in other.store.records["entry"] if r.name == "API_KEY").text()
        add("entry of another store", [(api, theirs)], "untrusted-signer", 5, "value API_KEY")
        promoted = self.offer.replace("offer ", "entry ") + " " + " ".join(api.split(" ")[-2:])
        add("an offer as an entry with a borrowed signature",
            [(self.block + "\n" + self.offer, self.block + "\n" + promoted)], "altered", 7, "value OFFERED")

    def _members(self):
        add, member, group = self._add, self.member, self.group
        ask = "value API_KEY"
        add("group of another epoch", [("group default epoch=1", "group default epoch=2")], "altered", 2, ask)
        add("member under another label", [("member vector", "member vectors")], "altered", 3, ask)
        add("no group", [(group + "\n", "")], "not-a-member", ask=ask)
        add("no member", [(member + "\n", "")], "not-a-member", ask=ask)
        stranger = "enc=" + to_base64(self.other.identity.encryption_public)
        add("another member", [(field(member, "enc"), stranger)], "not-a-member", ask=ask)

        def signed(name, **changes):
            add(name, [(member, self._signed("member", "vector", **changes))], "does-not-open", 3, ask)

        add("group of another epoch, signed", [(group, self._signed("group", "default", epoch=2))],
            "does-not-open", 3, ask)
        key = self.other.group_public
        add("group of another key, signed", [(group, self._signed("group", "default", pk=key))],
            "does-not-open", 3, ask)
        signed("wrap for another member, signed", wrap=self.other.store.records["member"][0]["wrap"])
        writer = self.writer
        known = ("secrun/group/v1", writer.store.id, "default", 1, writer.group_public)
        for name, content in (
            ("wrap of another key, signed", frame(*known, self.other.group_secret)),
            ("wrap of a short key, signed", frame(*known, writer.group_secret[:31])),
            ("wrap with more behind it, signed", frame(*known, writer.group_secret, b"")),
            ("wrap of another store, signed", frame(known[0], bytes(16), *known[2:], writer.group_secret)),
        ):
            wrap = seal(content, writer.identity.encryption_public, self.writer.random)
            signed(name, wrap=wrap)

    def _moved_and_signed(self):
        """Signed by the right hand, but not what was sealed: the boxes themselves refuse."""
        add, entry = self._add, lambda name, **changes: self._signed("entry", name, **changes)
        add("entry renamed, signed", [(self.api, entry("API_KEY", rename="TEST_KEY"))], "does-not-open", 5,
            "value TEST_KEY")
        add("entry of another version, signed", [(self.block, entry("BLOCK", v=3))], "does-not-open", 6,
            "value BLOCK")
        add("entry of another epoch, signed", [(self.block, entry("BLOCK", epoch=2))], "does-not-open", 6,
            "value BLOCK")
        api, block = (
            next(r for r in self.writer.store.records["entry"] if r.name == name) for name in ("API_KEY", "BLOCK"))
        moved = {name: block[name] for name in ("key", "nonce", "box", "mnonce", "mbox")}
        add("boxes of another entry, signed", [(self.api, entry("API_KEY", **moved))], "does-not-open", 5,
            "value API_KEY")
        crossed = {"nonce": api["mnonce"], "box": api["mbox"]}
        add("metadata as value, signed", [(self.api, entry("API_KEY", **crossed))], "does-not-open", 5,
            "value API_KEY")

    def _metadata(self):
        record = next(r for r in self.writer.store.records["entry"] if r.name == "API_KEY")
        context = self.writer.store.context("secrun/metadata/v1", record)
        for name, content, outcome in (
            ("metadata with a name that is not known", frame("created", 1, "owner", "x"), "accepted"),
            ("metadata without anything", b"", "accepted"),
            ("metadata that ends within a field", frame("created", 1)[:-1], "does-not-open"),
            ("metadata that ends within a length", frame("created", 1) + bytes(7), "does-not-open"),
            ("metadata with a name and no value", frame("created", 1, "note"), "does-not-open"),
            ("metadata with a length beyond all", b"\xff" * 8, "does-not-open"),
        ):
            box = encrypt(content, self.writer.data_keys["API_KEY"], record["mnonce"], context)
            line = self._signed("entry", "API_KEY", mbox=box)
            self._add(name, [(self.api, line)], outcome, None if outcome == "accepted" else 5, "metadata API_KEY")


def identity_cases(identity, random):
    """Texts of identity files, with a passphrase where one is typed, and what a reader must say of each."""
    text = identity.text.decode()
    first, seed, checksum = text.splitlines()

    def checked(body):
        return body + "checksum " + to_base64(blake2b(body.encode(), 16)) + "\n"

    def altered(text, old, new):
        assert old in text
        return checked(text[: text.rindex("checksum ")].replace(old, new))

    signers = [(bytes(range(32)), "ada"), (bytes(range(1, 33)), None)]
    trusting = Identity(identity.seed, trusted=signers)
    reading = Identity(identity.encryption_secret, "key", signers)
    locked = trusting.locked_text(b"vector", 2, 64, random).decode()
    locked_reading = reading.locked_text("gr\u00fcn".encode(), 2, 64, random).decode()
    other = Identity(bytes(32)).public
    cases = (
        ("as it is", text, "accepted"),
        ("without the last line end", text[:-1], "accepted"),
        ("with signers that it trusts", trusting.text.decode(), "accepted"),
        ("one that cannot sign", reading.text.decode(), "accepted"),
        ("empty", "", "not-an-identity"),
        ("another kind of file", text.replace("secrun-identity", "identity"), "not-an-identity"),
        ("version 2", checked(f"secrun-identity 2\n{seed}\n"), "newer-version"),
        ("version 10", checked(f"secrun-identity 10\n{seed}\n"), "newer-version"),
        ("carriage returns", text.replace("\n", "\r\n"), "damaged"),
        ("first line only", first + "\n", "damaged"),
        ("first line without its end", first, "damaged"),
        ("no checksum", f"{first}\n{seed}\n", "damaged"),
        ("cut off within the checksum", text[:-3], "damaged"),
        ("one letter of the seed changed", text.replace("seed AAEC", "seed AAED"), "damaged"),
        ("something behind the checksum", text + "\n", "damaged"),
        ("nothing but a checksum", checked(f"{first}\n"), "damaged"),
        ("seed with a byte too few", checked(f"{first}\nseed {to_base64(identity.seed[:31])}\n"), "damaged"),
        ("seed with padding", checked(f"{first}\n{seed}=\n"), "damaged"),
        ("two seeds", checked(f"{first}\n{seed}\n{seed}\n"), "damaged"),
        ("a field that is not known", checked(f"{first}\n{seed}\nname me\n"), "damaged"),
        ("a signer before the seed", checked(f"{first}\n{trusting.trust_lines}{seed}\n"), "damaged"),
        ("a signer of a byte too few", checked(f"{first}\n{seed}\ntrust {to_base64(bytes(31))}\n"), "damaged"),
        ("a signer whose label is none", altered(trusting.text.decode(), " ada\n", " -ada\n"), "damaged"),
        ("a signer with two labels", altered(trusting.text.decode(), " ada\n", " ada lovelace\n"), "damaged"),
        ("checksum with padding", text.replace(checksum, checksum + "=="), "damaged"),
        ("locked", locked, "accepted", "vector"),
        ("locked, without the last line end", locked[:-1], "accepted", "vector"),
        ("locked, one that cannot sign", locked_reading, "accepted", "gr\u00fcn"),
        ("locked, another passphrase", locked, "wrong-passphrase", "Vector"),
        ("locked, an empty passphrase", locked, "wrong-passphrase", ""),
        ("locked, no passphrase", locked, "passphrase-needed"),
        ("locked, one letter changed", locked.replace("box=", "box=A", 1), "damaged", "vector"),
        ("locked, weakened", altered(locked, "passes=2", "passes=1"), "cost-out-of-range", "vector"),
        ("locked, too little memory", altered(locked, "memory=64", "memory=63"), "cost-out-of-range", "vector"),
        ("locked, too many passes", altered(locked, "passes=2", "passes=11"), "cost-out-of-range", "vector"),
        ("locked, too much memory", altered(locked, "memory=64", "memory=1025"), "cost-out-of-range", "vector"),
        ("locked, numbers beyond all", altered(locked, "passes=2", "passes=" + "9" * 18), "cost-out-of-range",
         "vector"),
        ("locked, a number too long", altered(locked, "passes=2", "passes=" + "9" * 19), "damaged", "vector"),
        ("locked, a leading zero", altered(locked, "passes=2", "passes=02"), "damaged", "vector"),
        ("locked, another cost", altered(locked, "passes=2", "passes=3"), "wrong-passphrase", "vector"),
        ("locked, a signer less", altered(locked, trusting.trust_lines.splitlines(True)[1], ""), "wrong-passphrase",
         "vector"),
        ("locked, a signer of another name", altered(locked, " ada\n", " eve\n"), "wrong-passphrase", "vector"),
        ("locked, another public part", altered(locked, identity.public, other), "wrong-passphrase", "vector"),
        ("locked, a public part without signing", altered(locked, identity.public, reading.public), "damaged",
         "vector"),
        ("locked, a mistyped public part", altered(locked, "-1:", "-1:A"), "damaged", "vector"),
        ("locked, another kind", altered(locked, "seed-box", "key-box"), "damaged", "vector"),
        ("locked, without its box", checked("".join(locked.splitlines(True)[:3])), "damaged", "vector"),
        ("locked, and open", altered(locked, "trust ", f"{seed}\ntrust "), "damaged", "vector"),
    )
    return [{"name": name, "text": put, "outcome": outcome, "passphrase": (rest or [None])[0]}
            for name, put, outcome, *rest in cases]
