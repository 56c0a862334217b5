"""Follows the log and keeps the read models: exactly once, in order, one commit for each batch.

A projection whose fingerprint changed (or that is new) is rebuilt beside the old rows from position 0, while the others go
on, and switched in one transaction; the old rows answer all along.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import asyncpg

from shared import fault
from shared.eventlog import AWAY, Log, StoredEvent
from shared.readmodel.batches import Batches
from shared.readmodel.projection import Projection
from shared.readmodel.rebuild import create_beside, switch

BATCH: Final = 2_500
POLL_SECONDS: Final = 1.0
_ONE_FOLLOWER: Final = 4714
_STEP: Final = (
    "update read.position set position = {to} where projection = any({names}) and position = {at} returning 1"
)


class AnotherFollower(Exception):
    """The positions moved without us: another process follows the same log."""


class Follower:
    """`connection` are asyncpg arguments of the projector role; `moved` is told each position that all tables show."""

    def __init__(
        self, log: Log, projections: Sequence[Projection], connection: dict[str, Any], moved: Callable[[int], None]
    ) -> None:
        self._log = log
        self._projections = list(projections)
        self._connection = connection
        self._moved = moved
        self._db: Any = None
        self._live: list[Projection] = []
        self._rebuild: asyncio.Task[tuple[list[Projection], int]] | None = None
        self.position = 0

    async def run(self) -> None:
        """For ever; one follower works, others stand by; a broken connection is survived by starting over."""
        while True:
            try:
                self._db = await asyncpg.connect(**self._connection)
                await self._db.execute("select pg_advisory_lock($1)", _ONE_FOLLOWER)  # others stand by
                await self.start()
                while True:
                    await self.step()
            except (*AWAY, AnotherFollower):
                await asyncio.sleep(0.2)
            finally:
                await self._stop()

    async def _stop(self) -> None:
        if self._rebuild is not None:
            self._rebuild.cancel()
            await asyncio.gather(self._rebuild, return_exceptions=True)
            self._rebuild = None
        if self._db is not None:
            with suppress(*AWAY):
                await self._db.close()

    async def start(self) -> None:
        """Sort the projections into those that go on and those that are rebuilt beside."""
        known = {
            r["projection"]: r
            for r in await self._db.fetch("select projection, position, fingerprint from read.position")
        }
        current = [p for p in self._projections if p.name in known and known[p.name]["fingerprint"] == p.fingerprint]
        self.position = max((known[p.name]["position"] for p in current), default=0)
        self._live = [p for p in current if known[p.name]["position"] == self.position]
        behind = [p for p in self._projections if p not in self._live]
        if behind and not self._live:
            await self._join(behind, await self._catch_up(behind, await self._log.head()))
        elif behind:
            self._rebuild = asyncio.create_task(self._rebuild_beside(behind), name="rebuild")
        self._moved(self.position)

    async def step(self) -> None:
        """Wait for news, then bring every table one batch further."""
        if self._rebuild is not None and self._rebuild.done():
            behind, at = self._rebuild.result()
            await self._join(behind, await self._catch_up(behind, self.position, at))
            self._rebuild = None
        await self._log.appended.wait(self.position, 0.05 if self._rebuild is not None else POLL_SECONDS)
        rows = await self._log.follow(self.position, BATCH)
        if rows:
            fault.point("follower.before")
            await self._apply(rows)
            fault.point("follower.after")
            self._moved(self.position)

    async def _apply(self, rows: Sequence[StoredEvent]) -> None:
        for batch in Batches(self._log.codec, self._live).of(rows):
            statement = batch.statement("read")
            names = statement.parameter([p.name for p in self._live], "text[]")
            to, at = statement.parameter(batch.last, "bigint"), statement.parameter(self.position, "bigint")
            step = _STEP.format(to=to, names=names, at=at)
            sql = f"with {', '.join([*statement.parts, f'step as ({step})'])} select count(*) from step"
            fault.point("follower.inside")
            if await self._db.fetchval(sql, *statement.arguments) != len(self._live):
                raise AnotherFollower
            self.position = batch.last

    async def _rebuild_beside(self, behind: list[Projection]) -> tuple[list[Projection], int]:
        return behind, await self._catch_up(behind, self.position)

    async def _catch_up(self, behind: list[Projection], goal: int, at: int = 0) -> int:
        """Fill the tables beside, on a connection of their own, from `at` to `goal`."""
        db = await asyncpg.connect(**self._connection)
        try:
            if at == 0:
                await create_beside(db, behind)
            while at < goal:
                rows = await self._log.read(at, min(BATCH, goal - at))
                for batch in Batches(self._log.codec, behind).of(rows):
                    statement = batch.statement("rebuild")
                    if statement.parts:
                        await db.execute(statement.sql, *statement.arguments)
                at = rows[-1].position
            return at
        finally:
            await db.close()

    async def _join(self, behind: list[Projection], at: int) -> None:
        await switch(self._db, behind, at)
        self._live = [*self._live, *behind]
        self.position = at
