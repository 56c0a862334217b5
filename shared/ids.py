"""Ids are made by the application: uuid7 in the order of time, and ids derived from names."""

import os
import time
from typing import Final
from uuid import UUID, uuid5

NAMESPACE: Final = UUID("6f1d3c52-8f0b-5c0e-9a77-51a5c0de0001")
_last = 0


def new_id() -> UUID:
    """A uuid7: milliseconds, then a counter that keeps ids of one process ascending, then random bits."""
    global _last
    now = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
    _last = now
    millis, sub = now >> 12, now & 0xFFF
    random = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=(millis & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | sub << 64 | 0b10 << 62 | random)


def derived_id(*parts: str) -> UUID:
    """The same parts give the same id, for ever."""
    return uuid5(NAMESPACE, "/".join(parts))
