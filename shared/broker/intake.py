"""News → decisions → one append with the cursor step in it: applied exactly once, in order, whatever dies.

A message that fails is tried alone, then parked; what follows for the same person is parked behind it until somebody releases it.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy.exc import DBAPIError

from shared import fault, telemetry
from shared.broker.encoding import Hearing
from shared.broker.heard import Feed, Heard, ask_feed
from shared.draft import Ask, Draft
from shared.eventlog import (
    AlreadyHeld,
    Append,
    CommandKnown,
    CommandRow,
    Conflict,
    CursorStep,
    LogUnavailable,
    Origin,
    Overloaded,
    Parked,
    Refused,
)
from shared.eventlog.appender import AWAY
from shared.handling import Handling
from shared.ids import derived_id
from shared.kernel import Send
from shared.published import News
from shared.telemetry import log as logger

TRIES: Final = 3
BACKOFF_SECONDS: Final = 0.05
ERROR_LENGTH: Final = 300
DATABASE_AWAY: Final = (*AWAY, DBAPIError, LogUnavailable, Overloaded)

React = Callable[[News[Any]], Iterator[Send[Any]]]


class Intake:
    """What one service makes of another's news. `position` is the cursor in its own log; `feed` is asked for releases."""

    def __init__(self, handling: Handling, source: str, heard: Any, react: React, feed: Feed | None) -> None:
        self._handling = handling
        self._source = source
        self._hearing = Hearing.of(heard)
        self._react = react
        self._feed = feed
        self._blocked: dict[str, int] = {}
        self._failure: Exception | None = None
        self._turn = asyncio.Lock()  # what arrives and what is released never decide at the same time
        self.cursor_name = f"listen:{source}"
        self.position = 0
        self.handled = 0

    async def load_cursor(self) -> None:
        self.position = await self._handling.log.cursor(self.cursor_name)
        await self._load_blocked()

    async def _load_blocked(self) -> None:
        self._blocked = {p.stream: p.position for p in reversed(await self._parked())}

    def heard(self, position: int, headers: Mapping[str, str], body: bytes) -> Heard:
        return Heard(position, headers.get("ce-subject", headers.get("ce-id", "")), self._hearing.news(headers, body))

    async def handle(self, heard: Sequence[Heard]) -> None:
        """Apply contiguous positions exactly once."""
        async with self._turn:
            while heard:
                done = await self._together(heard)
                heard = heard[done:]
                if heard:
                    await self._alone(heard[0])
                    heard = heard[1:]
        telemetry.heard.labels("", self._source).set(self.position)

    async def _together(self, heard: Sequence[Heard]) -> int:
        """One append for as many as decide without failing; answers how many."""
        while heard:
            draft = self._handling.draft()
            failed = await self._first_failing(draft, heard)
            if failed is not None:
                heard = heard[:failed]  # the draft may hold half of the failing message: begin again without it
                continue
            count = len(heard)
            step = CursorStep(self.cursor_name, self.position, self.position + count)
            try:
                await self._submit(draft.append(cursor=step))
            except Conflict:
                continue  # decide again on what is there now
            except AlreadyHeld as refused:  # deciding again would not help: whose message it is shows in smaller lots
                self._failure = refused
                heard = heard[: count // 2]
                continue
            self.position += count
            self.handled += sum(1 for each in heard if each.news is not None)
            return count
        return 0

    async def _first_failing(self, draft: Draft, heard: Sequence[Heard]) -> int | None:
        sends = await self._sends(draft, heard)
        for n, each in enumerate(heard):
            if each.stream in self._blocked and each.news is not None:
                return n
            if not await self._decide(draft, each, sends.get(each.position)):
                return n
        return None

    async def _sends(self, draft: Draft, heard: Sequence[Heard]) -> dict[int, list[Send[Any]] | Exception]:
        """What each message asks for; every stream of the batch is loaded with one question."""
        found: dict[int, list[Send[Any]] | Exception] = {}
        for each in heard:
            if each.news is not None:
                try:
                    found[each.position] = list(self._react(each.news))
                except Exception as error:  # a poison message must not stop the others: it is parked with its reason
                    found[each.position] = error
        await draft.load((s.stream, s.to) for sends in found.values() if isinstance(sends, list) for s in sends)
        return found

    async def _decide(self, draft: Draft, each: Heard, sends: "list[Send[Any]] | Exception | None") -> bool:
        """Lay the message's decisions over; False (with the reason kept) when one of them fails."""
        if sends is None or each.news is None:
            return True
        if isinstance(sends, Exception):
            self._failure = sends
            return False
        origin, region = self._origin(each.news), each.news.region
        try:
            for send in sends:
                await draft.decide(Ask(stream=send.stream, to=send.to, command=send.command, region=region), origin)
        except DATABASE_AWAY:
            raise
        except Exception as error:  # whatever a decision stumbles over: the message is parked with its reason
            self._failure = error
            return False
        return True

    def _origin(self, news: News[Any]) -> Origin:
        command_id = derived_id(self.cursor_name, str(news.position))
        actor = f"service:{self._source}"
        return Origin(
            actor=actor, command_id=command_id, correlation=news.correlation, causation=news.event_id,
            traceparent=news.traceparent,
        )  # fmt: skip

    async def _submit(self, append: Append) -> None:
        fault.point("listener.before_append")
        await self._handling.log.append(append)
        fault.point("listener.after_append")

    async def _alone(self, each: Heard) -> None:
        """A message that failed: three tries, then it is parked; behind a parked one it is parked at once."""
        if each.stream in self._blocked and each.news is not None:
            await self._load_blocked()  # another process may have released it
            if each.stream in self._blocked:
                await self._park(each, f"blocked behind {self._blocked[each.stream]}")
                return
        for attempt in range(TRIES):
            if attempt:
                await asyncio.sleep(BACKOFF_SECONDS * 2**attempt)
            if await self._together([each]):
                return
        code = getattr(self._failure, "code", getattr(self._failure, "kind", ""))
        await self._park(each, f"{type(self._failure).__name__}: {code}"[:ERROR_LENGTH])

    async def _park(self, each: Heard, why: str) -> None:
        logger.error("listener.parked", source=self._source, position=each.position, why=why)
        telemetry.parked.labels("", self._source).inc()
        parked = Parked(self.cursor_name, each.position, each.stream, why, self._handling.clock.now())
        step = CursorStep(self.cursor_name, self.position, self.position + 1)
        await self._handling.log.append(Append(cursor=step, parked=(parked,)))
        self.position += 1
        self._blocked.setdefault(each.stream, each.position)

    async def release(self, position: int) -> bool:
        """Handle a parked message again, then those parked behind it, from the publisher's log; True when all went through."""
        async with self._turn:
            stream = next((p.stream for p in await self._parked() if p.position == position), None)
            if stream is None:
                return False
            while waiting := [p for p in await self._parked() if p.stream == stream]:
                for parked in waiting:
                    if not await self._again(parked.position):
                        return False
            self._blocked.pop(stream, None)
            return True

    async def _parked(self) -> list[Parked]:
        return await self._handling.log.parked(self.cursor_name)

    async def _again(self, position: int) -> bool:
        """The command row keeps two who release at the same time from applying it twice."""
        ((headers, body),) = await ask_feed(self._feed, position, 1)
        each, now = self.heard(position, headers, body), self._handling.clock.now()
        once = CommandRow(caller=self.cursor_name, key=str(position), hash=b"", receipt=b"", recorded=now)
        for _ in range(TRIES):
            draft = self._handling.draft()
            if not await self._decide(draft, each, (await self._sends(draft, [each])).get(position)):
                return False
            try:
                await self._submit(draft.append(command=once, unparked=((self.cursor_name, position),)))
            except CommandKnown:
                return True
            except Refused:
                continue
            return True
        return False
