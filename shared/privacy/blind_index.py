"""Finding a person by a number that is only stored sealed: a keyed hash, kept in reservations and read models only."""

from dataclasses import dataclass, field
from typing import Literal

from shared.crypto import keyed

IndexHash = Literal["sha-256", "sm3"]


@dataclass(frozen=True, slots=True)
class BlindIndex:
    """Numbers have little entropy, so the key is as secret as the data. The hash is chosen before the first number is indexed."""

    key: bytes = field(repr=False)
    hash: IndexHash = "sha-256"

    def of(self, field: str, text: str) -> str:
        return keyed(self.hash, self.key, f"{field}\x00{text}".encode()).hex()
