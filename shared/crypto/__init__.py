"""Hashing and signing behind one port each: the algorithm is named by what is stored, so that it can change."""

from shared.crypto.hashes import SHA_256, SM3, Digest, NotKnown, digest, leaf_hash, node_hash
from shared.crypto.signing import ED25519, SM2, Checker, NotOffered, Signer, checker, signer

__all__ = [
    "ED25519", "SHA_256", "SM2", "SM3", "Checker", "Digest", "NotKnown", "NotOffered", "Signer", "checker", "digest",
    "leaf_hash", "node_hash", "signer",
]  # fmt: skip
