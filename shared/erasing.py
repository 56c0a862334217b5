"""Destroys the keys of people whose erasure was decided, and makes sure at every start that none of them has a key.

A crash between decision and destruction costs nothing: the next run does it. A key store brought back from an older backup is
emptied of the erased before anybody opens with it (reliability.md 3.5).
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared import fault, telemetry
from shared.eventlog import AWAY, Append, CursorMoved, CursorStep, Log, LogUnavailable, Overloaded, Signal
from shared.kernel import Region
from shared.operation_files import OperationFiles
from shared.privacy import KeyStore

SOURCE: Final = "eraser"
POLL_SECONDS: Final = 1.0


class Erased(NamedTuple):
    """A decision at a position of the log: this person, this purpose; the person's region then."""

    position: int
    person: UUID
    purpose: str
    region: Region


ErasedAfter = Callable[[AsyncConnection, int], Awaitable[Sequence[Erased]]]


@dataclass(slots=True)
class Eraser:
    """`erased` answers the decisions after a position, from a read model of the service whose log holds them.

    The cursor `eraser` says which decisions have been carried out; `moved` is told how far the read models are.
    """

    log: Log
    engine: AsyncEngine
    store: KeyStore
    files: OperationFiles
    erased: ErasedAfter
    moved: Signal

    async def run(self) -> None:
        made_sure = False
        while True:
            seen = self.moved.latest
            try:
                await self.carry_out(all=not made_sure)
                made_sure = True
                await self.moved.wait(seen, POLL_SECONDS)
            except (*AWAY, DBAPIError, LogUnavailable, Overloaded):
                await asyncio.sleep(0.2)

    async def carry_out(self, *, all: bool = False) -> None:
        """Destroy what was decided since the last time; with `all` look at everybody ever erased."""
        done = await self.log.cursor(SOURCE)
        async with self.engine.connect() as read:
            found = await self.erased(read, 0 if all else done)
        if not found:
            return
        fault.point("eraser.before")
        destroyed = await self.store.destroy_all((each.person, each.purpose) for each in found)
        fresh = [each for each in found if each.position > done]
        if fresh and await self.files.forget_in({each.region for each in fresh}):
            fault.point("eraser.after")
            with suppress(CursorMoved):  # somebody else carried it out as well
                await self.log.append(Append(cursor=CursorStep(SOURCE, done, fresh[-1].position)))
        if destroyed:
            telemetry.log.info("keys.destroyed", keys=destroyed, decisions=len(fresh))
