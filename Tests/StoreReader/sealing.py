# SPDX-License-Identifier: Apache-2.0
"""The cryptographic building blocks of StoreFormat.md, on libsodium through PyNaCl."""

import base64
import hashlib
import os
import re
import struct

from nacl import bindings as sodium
from nacl.exceptions import CryptoError

BLOCK = 64


class Refused(Exception):
    """A file that the format does not allow; `outcome` is the word that StoreFormat.md has for it."""

    def __init__(self, outcome, line=None, why=""):
        super().__init__(outcome, line, why)
        self.outcome, self.line, self.why = outcome, line, why

    def __str__(self):
        where = f" at line {self.line}" if self.line else ""
        return self.outcome + where + (f": {self.why}" if self.why else "")


def frame(*fields):
    """The encoding E: each field behind its length."""
    encoded = b""
    for field in fields:
        if isinstance(field, int):
            field = struct.pack("<Q", field)
        elif isinstance(field, str):
            field = field.encode()
        encoded += struct.pack("<Q", len(field)) + field
    return encoded


def fields_of(framed):
    """The fields of a frame; ValueError when it is not one."""
    fields = []
    while framed:
        if len(framed) < 8:
            raise ValueError("a length is cut off")
        (count,) = struct.unpack("<Q", framed[:8])
        if count > len(framed) - 8:
            raise ValueError("a field is cut off")
        fields.append(framed[8 : 8 + count])
        framed = framed[8 + count :]
    return fields


def to_base64(data):
    return base64.b64encode(data).rstrip(b"=").decode()


def from_base64(text):
    """The bytes of a canonical text; ValueError when it is not canonical."""
    if not re.fullmatch("[A-Za-z0-9+/]*", text) or len(text) % 4 == 1:
        raise ValueError("not base64")
    data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    if to_base64(data) != text:
        raise ValueError("base64 that is not canonical")
    return data


def blake2b(data, count):
    return hashlib.blake2b(data, digest_size=count).digest()


def derive(seed, purpose):
    return hashlib.blake2b(
        b"", digest_size=32, key=seed, salt=struct.pack("<QQ", purpose, 0), person=b"secrunv1" + bytes(8)
    ).digest()


def public_key(secret_key):
    return sodium.crypto_scalarmult_base(secret_key)


def seal(message, recipient, random=os.urandom):
    """A sealed box, made by hand so that the vectors can fix the ephemeral key."""
    ephemeral = random(32)
    ephemeral_public = public_key(ephemeral)
    nonce = blake2b(ephemeral_public + recipient, 24)
    return ephemeral_public + sodium.crypto_box_easy(message, nonce, recipient, ephemeral)


def unseal(box, secret_key):
    return sodium.crypto_box_seal_open(box, public_key(secret_key), secret_key)


def pad(content):
    return content + b"\x80" + bytes(-(len(content) + 1) % BLOCK)


def unpad(padded):
    kept = padded.rstrip(b"\x00")
    if len(padded) % BLOCK or len(padded) - len(kept) >= BLOCK or not kept.endswith(b"\x80"):
        raise CryptoError("not padded")
    return kept[:-1]


def encrypt(content, key, nonce, context):
    return sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(pad(content), context, nonce, key)


def decrypt(box, key, nonce, context):
    return unpad(sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(box, context, nonce, key))


class Identity:
    """The keys that are derived from a seed, and the text form of the seed."""

    FIRST_LINE = b"secrun-identity 1\n"
    LIMIT = 16_384

    def __init__(self, seed):
        self.seed = seed
        self.encryption_secret = derive(seed, 1)
        self.encryption_public = public_key(self.encryption_secret)
        self.signing_public, self._signing_secret = sodium.crypto_sign_seed_keypair(derive(seed, 2))

    def sign(self, message):
        return sodium.crypto_sign(message, self._signing_secret)[:64]

    @property
    def text(self):
        body = self.FIRST_LINE + b"seed " + to_base64(self.seed).encode() + b"\n"
        return body + b"checksum " + to_base64(blake2b(body, 16)).encode() + b"\n"

    @classmethod
    def parse(cls, text):
        magic = b"secrun-identity "
        if len(text) > cls.LIMIT or not text.startswith(magic):
            raise Refused("not-an-identity")
        if not text.startswith(cls.FIRST_LINE):
            damaged = re.match(rb"1(?![0-9])", text[len(magic) :])
            raise Refused("damaged" if damaged else "newer-version")
        start = text.removesuffix(b"\n").rfind(b"\n") + 1
        body, last = text[:start], text[start:].removesuffix(b"\n")
        if last != b"checksum " + to_base64(blake2b(body, 16)).encode():
            raise Refused("damaged", why="the checksum does not match")
        match = re.fullmatch(rb"seed ([^\n]*)\n", body[len(cls.FIRST_LINE) :])
        try:
            seed = from_base64(match[1].decode("ascii")) if match else b""
        except ValueError:
            seed = b""
        if len(seed) != 32:
            raise Refused("damaged", why="no seed of 32 bytes")
        return cls(seed)


def is_signature(signature, message, signer):
    try:
        sodium.crypto_sign_open(signature + message, signer)
        return True
    except CryptoError:
        return False
