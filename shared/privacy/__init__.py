"""Personal data: sealed under a key for each person and purpose; erased by destroying the key."""

from shared.privacy.blind_index import BlindIndex
from shared.privacy.catalogue import NotCatalogued, catalogue, personal
from shared.privacy.crypto import Algorithm, NotGenuine
from shared.privacy.keystore import (
    KEYSTORE_0001,
    KeyStore,
    MemoryKeyStore,
    PostgresKeyStore,
    keystore_grants,
    open_keystore,
)
from shared.privacy.masks import masked
from shared.privacy.sealing import Sealer

__all__ = [
    "KEYSTORE_0001", "Algorithm", "BlindIndex", "KeyStore", "MemoryKeyStore", "NotCatalogued", "NotGenuine",
    "PostgresKeyStore", "Sealer", "catalogue", "keystore_grants", "masked", "open_keystore", "personal",
]  # fmt: skip
