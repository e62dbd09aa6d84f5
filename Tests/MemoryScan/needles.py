# SPDX-License-Identifier: Apache-2.0
"""What must not be found: random values, and every key on the way to them, in every usual form."""

import base64
import os
import pathlib
import random
import string
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "StoreReader"))

from sealing import Identity, blake2b, derive, unseal  # noqa: E402
from store_reader import Reader, Store  # noqa: E402

ALPHABET = string.ascii_letters + string.digits + "+/=&%:;$"


def value(count=48):
    chosen = random.SystemRandom()
    return "".join(chosen.choice(ALPHABET) for _ in range(count)).encode()


def forms(name, data):
    """The forms of a text; those of other bytes are the raw ones, base64 and hexadecimal."""
    result = {
        f"{name}.raw": data,
        f"{name}.base64": base64.b64encode(data).rstrip(b"="),
        f"{name}.base64url": base64.urlsafe_b64encode(data).rstrip(b"="),
        f"{name}.hex": data.hex().encode(),
    }
    if data.isascii():
        result[f"{name}.percent"] = urllib.parse.quote(data, safe="").encode()
    return result


def identity_keys(path, prefix=""):
    """The keys of an identity; none where there is no file."""
    if not path.exists():
        return {}
    identity = Identity.parse(path.read_bytes())
    keys = {f"{prefix}seed": identity.seed, f"{prefix}encryption": identity.encryption_secret}
    if identity.kind == "seed":
        keys[f"{prefix}signing"] = derive(identity.seed, 2)
    return keys


def keys_of(store_path, identity_path):
    """The keys of an identity, and of all that it opens."""
    identity = Identity.parse(identity_path.read_bytes())
    reader = Reader(Store.parse(store_path.read_bytes()), identity)
    keys = identity_keys(identity_path)
    for group in reader.store.records["group"]:
        _, keys[f"group-{group.name}"] = reader.group_key(group.name)
    for entry in reader.store.records["entry"] + reader.store.records["offer"]:
        _, secret = reader.group_key(entry["group"])
        keys[f"data-{entry.name}"] = unseal(entry["key"], secret)
    return keys


def audit_keys(path):
    """The key that signs the next record of the audit log, those of some records after it, and what they sign with."""
    try:
        key = path.read_bytes()[72:104]
    except FileNotFoundError:
        return {}
    keys = {}
    for place in range(6):
        keys[f"audit-{place}"] = key
        keys[f"audit-signing-{place}"] = derive(key, 2)
        key = derive(key, 1)
    return keys


def of(values, keys):
    result = {}
    for name, data in {**values, **keys}.items():
        result.update(forms(name, data))
    return result


def locked(path, passphrase):
    """An identity under a passphrase, at the lowest cost."""
    return Identity.parse(path.read_bytes()).locked_text(passphrase, 2, 64)


def fresh_passphrase():
    return blake2b(os.urandom(32), 12).hex().encode()
