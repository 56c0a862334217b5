"""Sealed tokens: one value encrypted under a person's key.

A token is base64url of: format byte | algorithm | key id (16) | nonce (12) | ciphertext and tag. What it is about (key id, person,
catalogue field) is authenticated with it, so a token cannot be moved to another person or field.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from shared.crypto import NONCE, TAG, Algorithm, NotGenuine, decrypt, encrypt

FORMAT: Final = 1
_HEAD: Final = 2 + 16 + NONCE


@dataclass(frozen=True, slots=True)
class Parts:
    algorithm: Algorithm
    key_id: UUID
    nonce: bytes
    ciphertext: bytes


def seal(algorithm: Algorithm, key_id: UUID, key: bytes, person: UUID, field: str, text: str) -> str:
    return urlsafe_b64encode(seal_bytes(algorithm, key_id, key, person, field, text.encode())).rstrip(b"=").decode()


def seal_bytes(algorithm: Algorithm, key_id: UUID, key: bytes, person: UUID, field: str, plain: bytes) -> bytes:
    """The same for a whole file: a token without its base64."""
    nonce = os.urandom(NONCE)
    ciphertext = encrypt(algorithm, key, nonce, plain, about(key_id, person, field))
    return bytes((FORMAT, algorithm)) + key_id.bytes + nonce + ciphertext


def parts(token: str) -> Parts:
    """Raises NotGenuine for anything that is not a token of a known format."""
    try:
        return parts_of_bytes(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except ValueError as fault:
        raise NotGenuine from fault


def parts_of_bytes(raw: bytes) -> Parts:
    try:
        if raw[0] != FORMAT or len(raw) < _HEAD + TAG:
            raise NotGenuine
        return Parts(Algorithm(raw[1]), UUID(bytes=raw[2:18]), raw[18:_HEAD], raw[_HEAD:])
    except (ValueError, IndexError) as fault:
        raise NotGenuine from fault


def unseal(sealed: Parts, key: bytes, person: UUID, field: str) -> str:
    return unseal_bytes(sealed, key, person, field).decode()


def unseal_bytes(sealed: Parts, key: bytes, person: UUID, field: str) -> bytes:
    return decrypt(sealed.algorithm, key, sealed.nonce, sealed.ciphertext, about(sealed.key_id, person, field))


def about(key_id: UUID, person: UUID, field: str) -> bytes:
    return key_id.bytes + person.bytes + field.encode()
