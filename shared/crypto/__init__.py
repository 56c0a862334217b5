"""One port for everything cryptographic: the algorithm is named by what is stored, so that it can change."""

from shared.crypto.ciphers import NONCE, TAG, Algorithm, NotGenuine, decrypt, encrypt, new_key, unwrap, wrap
from shared.crypto.hashes import SHA_256, SM3, Digest, NotKnown, content_digest, digest, keyed, leaf_hash, node_hash
from shared.crypto.signing import ED25519, SM2, Checker, NotOffered, Signer, checker, signer

__all__ = [
    "ED25519", "NONCE", "SHA_256", "SM2", "SM3", "TAG", "Algorithm", "Checker", "Digest", "NotGenuine", "NotKnown",
    "NotOffered", "Signer", "checker", "content_digest", "decrypt", "digest", "encrypt", "keyed", "leaf_hash", "new_key", "node_hash",
    "signer", "unwrap", "wrap",
]  # fmt: skip
