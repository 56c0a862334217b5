"""Long work that follows from what was recorded: queued from the log by whoever is alive, so that none is lost between a command and
its work.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.eventlog import AWAY, Append, CursorMoved, CursorStep, Log, LogUnavailable, Overloaded
from shared.ids import derived_id
from shared.kernel import Region
from shared.operation_files import OperationFiles
from shared.operations.queue import TooMany, start

SOURCE: Final = "owed-work"
POLL_SECONDS: Final = 2.0


class OwedWork(NamedTuple):
    """What follows from the event at a position: once for its kind and the stream it is `about`. `owner` recorded the event;
    without a `request` nothing follows after all.
    """

    position: int
    kind: str
    about: UUID
    request: Any
    owner: str
    region: Region


OwedAfter = Callable[[AsyncConnection, int], Awaitable[Sequence[OwedWork]]]


@dataclass(slots=True)
class Owing:
    """`owed` answers what follows from events after a position, in order, from a read model; the cursor `owed-work` says from which
    events it was queued. Queued twice it is the same work; an owner with too much unfinished work is waited for.
    """

    log: Log
    engine: AsyncEngine
    files: OperationFiles
    owed: OwedAfter
    _done: int = 0

    async def run(self) -> None:
        while True:
            with suppress(*AWAY, DBAPIError, LogUnavailable, Overloaded, CursorMoved, TooMany):
                await self.queue()
            await asyncio.sleep(POLL_SECONDS)

    async def queue(self) -> None:
        """Whatever follows from events since the last time."""
        done = self._done or await self.log.cursor(SOURCE) or await self._begin()
        async with self.engine.connect() as read:
            found = await self.owed(read, done)
        self._done = 0  # until the step below is made, the cursor is asked again
        for each in (each for each in found if each.request is not None):
            await start(
                self.files, operation_id=derived_id(each.kind, str(each.about)), kind=each.kind, owner=each.owner,
                request=each.request, region=each.region,
            )  # fmt: skip
        if found:
            await self.log.append(Append(cursor=CursorStep(SOURCE, done, found[-1].position)))
        self._done = found[-1].position if found else done

    async def _begin(self) -> int:
        """A log that is older than this begins at its head: nothing follows any more from what happened before."""
        head = max(await self.log.head(), 1)
        await self.log.append(Append(cursor=CursorStep(SOURCE, 0, head)))
        return head
