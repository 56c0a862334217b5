"""The crypto port: authenticated encryption of one value under a person's key, and of that key under the master key.

A token is base64url of: format byte | algorithm | key id (16) | nonce (12) | ciphertext and tag. What it is about (key id, person,
catalogue field) is authenticated with it, so a token cannot be moved to another person or field.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from enum import IntEnum
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT: Final = 1
_NONCE: Final = 12
_TAG: Final = 16
_HEAD: Final = 2 + 16 + _NONCE


class Algorithm(IntEnum):
    """Stored in every token, so that keys and algorithms can change while old values stay readable."""

    AES_256_GCM = 1
    SM4_GCM = 2

    @property
    def key_bytes(self) -> int:
        return 32 if self is Algorithm.AES_256_GCM else 16

    @staticmethod
    def of_key(key: bytes) -> "Algorithm":
        """A key is for one algorithm; when a store changes over, people keep the keys they have."""
        return next(algorithm for algorithm in Algorithm if algorithm.key_bytes == len(key))


class NotGenuine(Exception):
    """The token was changed, or belongs to another person or field, or is no token."""


@dataclass(frozen=True, slots=True)
class Parts:
    algorithm: Algorithm
    key_id: UUID
    nonce: bytes
    ciphertext: bytes


def new_key(algorithm: Algorithm) -> bytes:
    return os.urandom(algorithm.key_bytes)


def seal(algorithm: Algorithm, key_id: UUID, key: bytes, person: UUID, field: str, text: str) -> str:
    nonce = os.urandom(_NONCE)
    ciphertext = encrypt(algorithm, key, nonce, text.encode(), about(key_id, person, field))
    return urlsafe_b64encode(bytes((FORMAT, algorithm)) + key_id.bytes + nonce + ciphertext).rstrip(b"=").decode()


def parts(token: str) -> Parts:
    """Raises NotGenuine for anything that is not a token of a known format."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        if raw[0] != FORMAT or len(raw) < _HEAD + _TAG:
            raise NotGenuine
        return Parts(Algorithm(raw[1]), UUID(bytes=raw[2:18]), raw[18:_HEAD], raw[_HEAD:])
    except (ValueError, IndexError) as fault:
        raise NotGenuine from fault


def unseal(sealed: Parts, key: bytes, person: UUID, field: str) -> str:
    plain = decrypt(sealed.algorithm, key, sealed.nonce, sealed.ciphertext, about(sealed.key_id, person, field))
    return plain.decode()


def wrap(master: bytes, key_id: UUID, key: bytes) -> bytes:
    """A person's key under the master key; the key id is authenticated with it."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(master).encrypt(nonce, key, key_id.bytes)


def unwrap(master: bytes, key_id: UUID, wrapped: bytes) -> bytes:
    try:
        return AESGCM(master).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], key_id.bytes)
    except (InvalidTag, ValueError) as fault:
        raise NotGenuine from fault


def about(key_id: UUID, person: UUID, field: str) -> bytes:
    return key_id.bytes + person.bytes + field.encode()


def encrypt(algorithm: Algorithm, key: bytes, nonce: bytes, plain: bytes, about: bytes) -> bytes:
    if algorithm is Algorithm.AES_256_GCM:
        return AESGCM(key).encrypt(nonce, plain, about)
    encryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(about)
    return encryptor.update(plain) + encryptor.finalize() + encryptor.tag


def decrypt(algorithm: Algorithm, key: bytes, nonce: bytes, ciphertext: bytes, about: bytes) -> bytes:
    try:
        if algorithm is Algorithm.AES_256_GCM:
            return AESGCM(key).decrypt(nonce, ciphertext, about)
        decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, ciphertext[-_TAG:])).decryptor()
        decryptor.authenticate_additional_data(about)
        return decryptor.update(ciphertext[:-_TAG]) + decryptor.finalize()
    except InvalidTag as fault:
        raise NotGenuine from fault
