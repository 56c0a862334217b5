"""How far the read models are, and waiting for it: front-ends read their writes."""

from collections.abc import Callable
from time import monotonic
from typing import Any, Final

from shared.eventlog import Signal

SILENCE: Final = 0.05
SILENCE_ALONE: Final = 1.0


class ReadPositions:
    """`signal` is told by the follower (in this process, or by NOTIFY); after so many seconds of `silence` the table is read again:
    a NOTIFY may be lost, a word in the same process is not.
    """

    def __init__(self, signal: Signal, pool: Callable[[], Any], silence: float = SILENCE) -> None:
        self.signal = signal
        self._pool = pool
        self._silence = silence

    async def reached(self, position: int, timeout: float = 2.0) -> bool:
        """True as soon as every read model has passed the position; False after `timeout` seconds."""
        end = monotonic() + timeout
        while self.signal.latest < position:
            left = end - monotonic()
            if left <= 0:
                return False
            before = self.signal.latest
            await self.signal.wait(position - 1, min(self._silence, left))
            if self.signal.latest == before:
                self.signal.tell(await self.current())
        return True

    async def current(self) -> int:
        return int(await self._pool().fetchval("select coalesce(min(position), 0) from read.position"))
