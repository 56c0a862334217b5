"""A hint that something moved on: in this process at once, across processes by NOTIFY. A poll is the guarantee."""

import asyncio
from contextlib import suppress


class Signal:
    """Many may wait; `tell` wakes them all. A wake-up says nothing more than: look again."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()
        self.latest = 0

    def tell(self, position: int) -> None:
        self.latest = max(self.latest, position)
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def wait(self, after: int, timeout: float) -> None:
        """Return at once when something later than `after` was told, else on the next word or after `timeout` seconds."""
        if self.latest > after:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.add(waiter)
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout):  # wait_for of Python 3.11 may lose a cancellation
                await waiter
        self._waiters.discard(waiter)
