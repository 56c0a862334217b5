"""Authenticated encryption by the number that is stored with what it encrypts: AES-256-GCM (FIPS 197) and SM4-GCM (GB/T 32907)."""

import os
from enum import IntEnum
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shared.crypto.hashes import SM3, keyed

NONCE: Final = 12
TAG: Final = 16


class Algorithm(IntEnum):
    """Stored in every token and beside every wrapped key, so that keys and algorithms can change while old values stay readable."""

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
    """What was encrypted was changed, or was encrypted about something else, or with another key."""


def new_key(algorithm: Algorithm) -> bytes:
    return os.urandom(algorithm.key_bytes)


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
        decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, ciphertext[-TAG:])).decryptor()
        decryptor.authenticate_additional_data(about)
        return decryptor.update(ciphertext[:-TAG]) + decryptor.finalize()
    except InvalidTag as fault:
        raise NotGenuine from fault


def wrap(algorithm: Algorithm, wrapping: bytes, key_id: UUID, key: bytes) -> bytes:
    """A person's key under a wrapping key of 32 bytes; the key id is authenticated with it."""
    nonce = os.urandom(NONCE)
    return nonce + encrypt(algorithm, _wrapping(algorithm, wrapping), nonce, key, key_id.bytes)


def unwrap(algorithm: Algorithm, wrapping: bytes, key_id: UUID, wrapped: bytes) -> bytes:
    if len(wrapped) < NONCE + TAG:
        raise NotGenuine
    return decrypt(algorithm, _wrapping(algorithm, wrapping), wrapped[:NONCE], wrapped[NONCE:], key_id.bytes)


def _wrapping(algorithm: Algorithm, key: bytes) -> bytes:
    """SM4 takes 16 bytes: a key of its own drawn from the 32, so that no key serves two ciphers."""
    if algorithm is Algorithm.AES_256_GCM:
        return key
    return keyed(SM3, key, b"SM4-GCM wrapping key")[: algorithm.key_bytes]
