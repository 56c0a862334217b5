"""Ids are made by the application: uuid7 in the order of time, and ids derived from names."""

import os
import time
from uuid import UUID

from shared.kernel.derived import derived_id

__all__ = ["derived_id", "new_id"]

_last = 0


def new_id() -> UUID:
    """A uuid7: milliseconds, then a counter that keeps ids of one process ascending, then random bits."""
    global _last
    now = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
    _last = now
    millis, sub = now >> 12, now & 0xFFF
    random = int.from_bytes(os.urandom(8), "big") & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=(millis & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | sub << 64 | 0b10 << 62 | random)
