"""Personal data: sealed under a key for each person and purpose; erased by destroying the key."""

from shared.crypto import Algorithm, NotGenuine
from shared.privacy.blind_index import BlindIndex
from shared.privacy.catalogue import FILE, NotCatalogued, catalogue, personal
from shared.privacy.keystore import KeyStore, MemoryKeyStore, PostgresKeyStore, open_keystore
from shared.privacy.masks import masked
from shared.privacy.ring import BadRing, KeyRing, NotInRing
from shared.privacy.schema import KEYSTORE_0001, KEYSTORE_0002, bring_keystore, keystore_grants
from shared.privacy.sealing import Sealer
from shared.privacy.turning import restore, rotate, shred

__all__ = [
    "FILE", "KEYSTORE_0001", "KEYSTORE_0002", "Algorithm", "BadRing", "BlindIndex", "KeyRing", "KeyStore", "MemoryKeyStore",
    "NotCatalogued", "NotGenuine", "NotInRing", "PostgresKeyStore", "Sealer", "bring_keystore", "catalogue", "keystore_grants",
    "masked", "open_keystore", "personal", "restore", "rotate", "shred",
]  # fmt: skip
