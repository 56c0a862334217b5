"""Walks the days in order, none skipped, and asks every stream whose day has come."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import asyncpg

from shared.clock import Clock
from shared.draft import Ask, Draft
from shared.eventlog import AWAY, Append, CursorMoved, CursorStep, LogUnavailable, Origin, Overloaded, Refused
from shared.handling import Handling
from shared.ids import derived_id
from shared.kernel import Due, Rejected, Send
from shared.readmodel import ReadPositions
from shared.telemetry import log

SOURCE: Final = "timer"
CHUNK: Final = 200
POLL_SECONDS: Final = 1.0
COMMANDS_KEPT: Final = timedelta(days=30)

Calendar = Callable[[Due], Iterator[Send[Any]]]


@dataclass(slots=True)
class Timer:
    """One per service: an advisory lock on its own connection sees to that. `cursor` = ordinal of the last day done."""

    handling: Handling
    calendar: Calendar
    positions: ReadPositions
    clock: Clock
    connection: dict[str, Any]
    day: date | None = None
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    streams: dict[str, Any] = field(default_factory=dict)

    async def run(self) -> None:
        while True:
            db = None
            try:
                db = await asyncpg.connect(**self.connection)
                await db.execute("select pg_advisory_lock(4713)")
                await self._walk_on(db)
            except (*AWAY, LogUnavailable, Overloaded, CursorMoved):
                await asyncio.sleep(0.5)
            finally:
                if db is not None:
                    db.terminate()

    async def _walk_on(self, db: Any) -> None:
        last = await self._last_day()
        while True:
            today = self.clock.today()
            while last < today:
                day = last + timedelta(days=1)
                await self.walk(db, day)
                last = self.day = day
            self.day = last
            self.moved.clear()
            try:
                async with asyncio.timeout(POLL_SECONDS):  # wait_for of Python 3.11 may lose a cancellation
                    await self.moved.wait()
            except TimeoutError:
                await db.fetchval("select 1")

    async def _last_day(self) -> date:
        """The last day done; a new log begins with the day before today."""
        ordinal = await self.handling.log.cursor(SOURCE)
        if ordinal:
            return date.fromordinal(ordinal)
        yesterday = self.clock.today() - timedelta(days=1)
        await self.handling.log.append(Append(cursor=CursorStep(SOURCE, 0, yesterday.toordinal())))
        return yesterday

    async def walk(self, db: Any, day: date) -> None:
        """Ask everything due by this day, then mark the day done in the log's own cursor."""
        head = await self.handling.log.head()
        while not await self.positions.reached(head, timeout=60):  # what is not shown yet would be asked a day late
            await db.fetchval("select 1")
        rows = await db.fetch(
            "select kind, stream_type, stream_id, day from read.due where day <= $1 order by day, kind, stream_id", day
        )
        for start in range(0, len(rows), CHUNK):
            await self._ask(
                [Due(kind=r["kind"], stream_id=r["stream_id"], day=r["day"]) for r in rows[start : start + CHUNK]], day
            )
        await self.handling.log.append(Append(cursor=CursorStep(SOURCE, day.toordinal() - 1, day.toordinal())))
        await db.fetchval("select log.forget_commands($1)", self.clock.now() - COMMANDS_KEPT)

    async def _ask(self, dues: Sequence[Due], day: date) -> None:
        """One append for the chunk; a conflict with a command that came between is decided anew."""
        while True:
            draft = Draft(self.handling.log, self.handling.policies_for, day, self.clock.now())
            asked = [(due, send) for due in dues for send in self.calendar(due)]
            await draft.load((send.stream, send.to) for _, send in asked)
            for due, send in asked:
                await self._decide(draft, due, send)
            if draft.empty:
                return
            try:
                await self.handling.log.append(draft.append())
                return
            except (LogUnavailable, Overloaded):
                raise
            except Refused:
                continue

    async def _decide(self, draft: Draft, due: Due, send: Send[Any]) -> None:
        command_id = derived_id(due.kind, str(due.stream_id), due.day.isoformat())
        origin = Origin(actor=SOURCE, command_id=command_id, correlation=command_id)
        try:
            if send.command is None:
                await draft.load(((send.stream, send.to),))
            else:
                await draft.decide(Ask(stream=send.stream, to=send.to, command=send.command), origin)
            for further in () if send.then is None else send.then(draft.state(send.stream, send.to)):
                await self._decide(draft, due, further)
        except Rejected as refused:
            log.error("timer.refused", kind=due.kind, stream_id=str(due.stream_id), day=str(due.day), code=refused.code)
        except (*AWAY, LogUnavailable, Overloaded):
            raise
        except Exception as broken:  # one day that a decision stumbles over must not stop all others; it is asked again
            log.error(
                "timer.failed",
                kind=due.kind,
                stream_id=str(due.stream_id),
                day=str(due.day),
                error=type(broken).__name__,
            )
