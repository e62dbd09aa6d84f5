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


def password_key(passphrase, salt, passes, memory):
    return sodium.crypto_pwhash_alg(
        32, passphrase, salt, passes, memory << 20, sodium.crypto_pwhash_ALG_ARGON2ID13)


class Identity:
    """The keys of a seed, or the one key of an identity that cannot sign, and their text forms."""

    FIRST_LINE = b"secrun-identity 1\n"
    LIMIT = 16_384
    PASSES, MEMORY = range(2, 11), range(64, 1025)
    NUMBER, LABEL = "[1-9][0-9]{0,17}", "[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}"

    def __init__(self, seed, kind="seed", trusted=()):
        self.seed, self.kind, self.trusted = seed, kind, list(trusted)
        self.encryption_secret = derive(seed, 1) if kind == "seed" else seed
        self.encryption_public = public_key(self.encryption_secret)
        self.signing_public = self._signing_secret = None
        if kind == "seed":
            self.signing_public, self._signing_secret = sodium.crypto_sign_seed_keypair(derive(seed, 2))

    def sign(self, message):
        return sodium.crypto_sign(message, self._signing_secret)[:64]

    @property
    def public(self):
        keys = self.encryption_public + (self.signing_public or b"")
        return "secrun-public-1:" + to_base64(keys + blake2b(keys, 16)[:4])

    @property
    def trusted_keys(self):
        return [key for key, _ in self.trusted]

    @property
    def trust_lines(self):
        return "".join(
            f"trust {to_base64(key)}{' ' + label if label else ''}\n" for key, label in self.trusted)

    @property
    def text(self):
        return self.checked(f"{self.kind} {to_base64(self.seed)}\n{self.trust_lines}")

    def locked_text(self, passphrase, passes, memory, random=os.urandom):
        salt, nonce = random(16), random(24)
        head = f"argon2id passes={passes} memory={memory} salt={to_base64(salt)}\npublic {self.public}\n"
        key = password_key(passphrase, salt, passes, memory)
        context = frame("secrun/identity/v1", self.kind, head, self.trust_lines)
        box = to_base64(encrypt(self.seed, key, nonce, context))
        return self.checked(
            head + f"{self.kind}-box nonce={to_base64(nonce)} box={box}\n" + self.trust_lines)

    @classmethod
    def checked(cls, lines):
        """The text of a file with these lines between its first and its last."""
        body = cls.FIRST_LINE + lines.encode()
        return body + b"checksum " + to_base64(blake2b(body, 16)).encode() + b"\n"

    @classmethod
    def parse(cls, text, passphrase=None):
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
        try:
            lines = body[len(cls.FIRST_LINE) :].decode("ascii")
            if lines.startswith("argon2id "):
                return cls._locked(lines, passphrase)
            kind, secret, rest = re.fullmatch("(seed|key) ([^\n]*)\n((?s:.*))", lines).groups()
            return cls(cls._bytes(secret, 32), kind, cls._trusted(rest))
        except (AttributeError, ValueError):
            raise Refused("damaged", why="not the lines of an identity") from None

    @classmethod
    def _locked(cls, lines, passphrase):
        head, public, kind, nonce, box, trust = re.fullmatch(
            f"(argon2id passes={cls.NUMBER} memory={cls.NUMBER} salt=[^ \n]*\npublic (secrun-public-1:[^\n]*)\n)"
            "(seed|key)-box nonce=([^ \n]*) box=([^ \n]*)\n((?s:.*))", lines).groups()
        passes, memory = (int(number) for number in re.findall("=([0-9]+) ", head))
        salt = cls._bytes(re.search("salt=(.*)", head)[1], 16)
        nonce, box = cls._bytes(nonce, 24), cls._bytes(box, 80)
        trusted = cls._trusted(trust)
        keys = from_base64(public.removeprefix("secrun-public-1:"))
        if len(keys) != (68 if kind == "seed" else 36) or blake2b(keys[:-4], 16)[:4] != keys[-4:]:
            raise ValueError("not a public part")
        if passes not in cls.PASSES or memory not in cls.MEMORY:
            raise Refused("cost-out-of-range")
        if passphrase is None:
            raise Refused("passphrase-needed")
        context = frame("secrun/identity/v1", kind, head, trust)
        try:
            secret = decrypt(box, password_key(passphrase, salt, passes, memory), nonce, context)
        except CryptoError:
            raise Refused("wrong-passphrase") from None
        identity = cls(secret, kind, trusted)
        if identity.public != public:
            raise ValueError("not the public part of the secret")
        return identity

    @classmethod
    def _trusted(cls, lines):
        trusted = []
        for line in lines.splitlines(keepends=True):
            key, label = re.fullmatch(f"trust ([^ \n]*)(?: ({cls.LABEL}))?\n", line).groups()
            trusted.append((cls._bytes(key, 32), label))
        return trusted

    @staticmethod
    def _bytes(text, count):
        data = from_base64(text)
        if len(data) != count:
            raise ValueError("another length")
        return data


def is_signature(signature, message, signer):
    try:
        sodium.crypto_sign_open(signature + message, signer)
        return True
    except CryptoError:
        return False
