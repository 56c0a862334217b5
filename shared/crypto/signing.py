"""Signatures by the name of their algorithm: Ed25519 (RFC 8032).

SM2 (GB/T 32918) is named, so that configurations may ask for it, and refused: the library lacks its curve.
"""

from typing import Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519: Final = "ed25519"
SM2: Final = "sm2"


class NotOffered(ValueError):
    """The cryptography library cannot sign so."""


class Signer(Protocol):
    """Holds a private key; it never leaves."""

    @property
    def algorithm(self) -> str: ...
    @property
    def public_key(self) -> bytes: ...
    def sign(self, message: bytes) -> bytes: ...


class Checker(Protocol):
    """Holds a public key."""

    def checks(self, signature: bytes, message: bytes) -> bool: ...


class Ed25519Signer:
    algorithm = ED25519

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public_key = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self._key.sign(message)


class Ed25519Checker:
    def __init__(self, public_key: bytes) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(public_key)

    def checks(self, signature: bytes, message: bytes) -> bool:
        try:
            self._key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


def signer(key: bytes, algorithm: str = ED25519) -> Signer:
    """`key` is the private key of 32 bytes. Raises NotOffered."""
    _offered(algorithm)
    return Ed25519Signer(key)


def checker(public_key: bytes, algorithm: str = ED25519) -> Checker:
    """Raises NotOffered; ValueError for what is no public key."""
    _offered(algorithm)
    return Ed25519Checker(public_key)


def _offered(algorithm: str) -> None:
    if algorithm != ED25519:
        raise NotOffered(f"{algorithm}: only {ED25519} is offered; the cryptography library has no curve for {SM2}")
