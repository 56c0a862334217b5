"""Finding a person by a number that is only stored sealed: a keyed hash, kept in reservations and read models only."""

from dataclasses import dataclass, field
from typing import Final, Literal

from cryptography.hazmat.primitives.hashes import SHA256, SM3
from cryptography.hazmat.primitives.hmac import HMAC

IndexHash = Literal["sha-256", "sm3"]
_HASHES: Final = {"sha-256": SHA256(), "sm3": SM3()}


@dataclass(frozen=True, slots=True)
class BlindIndex:
    """Numbers have little entropy, so the key is as secret as the data. The hash is chosen before the first number is indexed."""

    key: bytes = field(repr=False)
    hash: IndexHash = "sha-256"

    def of(self, field: str, text: str) -> str:
        mac = HMAC(self.key, _HASHES[self.hash])
        mac.update(f"{field}\x00{text}".encode())
        return mac.finalize().hex()
