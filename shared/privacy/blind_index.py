"""Finding a person by a number that is only stored sealed: a keyed hash, kept in reservations and read models only."""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class BlindIndex:
    """Numbers have little entropy, so the key is as secret as the data."""

    key: bytes = field(repr=False)

    def of(self, field: str, text: str) -> str:
        return hmac.new(self.key, f"{field}\x00{text}".encode(), sha256).hexdigest()
