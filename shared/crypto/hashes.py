"""Hashes by the name that is stored with what they hash: SHA-256 (FIPS 180-4) and SM3 (GB/T 32905-2016), both of 32 bytes.

Leaf, node and empty tree as in RFC 6962, 2.1: the first byte keeps leaves and nodes apart.
"""

import struct
from collections.abc import Callable
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives import hashes, hmac

SHA_256: Final = "sha-256"
SM3: Final = "sm3"
Digest = Callable[[bytes], bytes]


class NotKnown(ValueError):
    """No hash of this name."""


def _sha256(content: bytes) -> bytes:
    return sha256(content).digest()


def _sm3(content: bytes) -> bytes:
    hashing = hashes.Hash(hashes.SM3())
    hashing.update(content)
    return hashing.finalize()


_KNOWN: Final = {SHA_256: _sha256, SM3: _sm3}


def content_digest(content: bytes) -> str:
    """`sha-256:…`: what a file or a document is known by, its hash with the hash's name."""
    return f"{SHA_256}:{digest(SHA_256)(content).hex()}"


def digest(algorithm: str) -> Digest:
    """The hash function of a stored name. Raises NotKnown."""
    try:
        return _KNOWN[algorithm]
    except KeyError:
        raise NotKnown(algorithm) from None


def keyed(algorithm: str, key: bytes, content: bytes) -> bytes:
    """HMAC (RFC 2104) with the hash of a stored name. Raises NotKnown."""
    digest(algorithm)
    mac = hmac.HMAC(key, hashes.SHA256() if algorithm == SHA_256 else hashes.SM3())
    mac.update(content)
    return mac.finalize()


def leaf_hash(meta: bytes, data: bytes, hashed: Digest = _sha256) -> bytes:
    """An event's own hash, and its leaf in the tree over positions: H(0x00 ‖ u32(len meta) ‖ meta ‖ data)."""
    return hashed(b"\x00" + struct.pack(">I", len(meta)) + meta + data)


def node_hash(left: bytes, right: bytes, hashed: Digest = _sha256) -> bytes:
    return hashed(b"\x01" + left + right)
