"""The crypto port: authenticated encryption of one value under a person's key, and of that key under a wrapping key.

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
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

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
    def named(name: str) -> "Algorithm":
        """`aes-256-gcm` or `sm4-gcm`, as settings write it."""
        return Algorithm[name.upper().replace("-", "_")]

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
    return urlsafe_b64encode(seal_bytes(algorithm, key_id, key, person, field, text.encode())).rstrip(b"=").decode()


def seal_bytes(algorithm: Algorithm, key_id: UUID, key: bytes, person: UUID, field: str, plain: bytes) -> bytes:
    """The same for a whole file: a token without its base64."""
    nonce = os.urandom(_NONCE)
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
        if raw[0] != FORMAT or len(raw) < _HEAD + _TAG:
            raise NotGenuine
        return Parts(Algorithm(raw[1]), UUID(bytes=raw[2:18]), raw[18:_HEAD], raw[_HEAD:])
    except (ValueError, IndexError) as fault:
        raise NotGenuine from fault


def unseal(sealed: Parts, key: bytes, person: UUID, field: str) -> str:
    return unseal_bytes(sealed, key, person, field).decode()


def unseal_bytes(sealed: Parts, key: bytes, person: UUID, field: str) -> bytes:
    return decrypt(sealed.algorithm, key, sealed.nonce, sealed.ciphertext, about(sealed.key_id, person, field))


def wrap(algorithm: Algorithm, wrapping: bytes, key_id: UUID, key: bytes) -> bytes:
    """A person's key under a wrapping key of 32 bytes; the key id is authenticated with it."""
    nonce = os.urandom(_NONCE)
    return nonce + encrypt(algorithm, _wrapping(algorithm, wrapping), nonce, key, key_id.bytes)


def unwrap(algorithm: Algorithm, wrapping: bytes, key_id: UUID, wrapped: bytes) -> bytes:
    if len(wrapped) < _NONCE + _TAG:
        raise NotGenuine
    return decrypt(algorithm, _wrapping(algorithm, wrapping), wrapped[:_NONCE], wrapped[_NONCE:], key_id.bytes)


def _wrapping(algorithm: Algorithm, key: bytes) -> bytes:
    """SM4 takes 16 bytes: a key of its own drawn from the 32, so that no key serves two ciphers."""
    if algorithm is Algorithm.AES_256_GCM:
        return key
    mac = HMAC(key, SM3())
    mac.update(b"SM4-GCM wrapping key")
    return mac.finalize()[: algorithm.key_bytes]


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
