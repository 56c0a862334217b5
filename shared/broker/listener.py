"""Stream → commands. The listener's own cursor in its own log is the only truth about how far it is.

A batch of messages becomes one append with the cursor step in it: applied exactly once, in order, whatever dies. A message that
fails is tried alone, then parked; what follows for the same person is parked behind it until somebody releases it.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.errors import Error as JetStreamError

from shared import fault, telemetry
from shared.broker.encoding import Hearing
from shared.broker.heard import Feed, Heard, HoleInStream
from shared.broker.jetstream import connect, stream_name
from shared.broker.subscription import Subscription
from shared.draft import Ask, Draft
from shared.eventlog import Append, CursorMoved, CursorStep, LogUnavailable, Origin, Overloaded, Parked, Refused
from shared.handling import Handling
from shared.ids import derived_id
from shared.kernel import Send
from shared.published import News
from shared.telemetry import log as logger

TRIES: Final = 3
BACKOFF_SECONDS: Final = 0.05
ERROR_LENGTH: Final = 300

React = Callable[[News[Any]], Iterator[Send[Any]]]


PASSING: Final = (
    NatsError, JetStreamError, OSError, TimeoutError, LogUnavailable, Overloaded, CursorMoved, HoleInStream,
)  # fmt: skip


class Listener:
    """`feed` reads (headers, body) after a position from the publisher's own log, for real holes and for releases."""

    def __init__(
        self, handling: Handling, source: str, heard: Any, react: React, nats_url: str, feed: Feed | None = None
    ) -> None:
        self._handling = handling
        self._source = source
        self._hearing = Hearing.of(heard)
        self._react = react
        self._url = nats_url
        self._feed = feed
        self._blocked: dict[str, int] = {}
        self._failure: Exception | None = None
        self.cursor_name = f"listen:{source}"
        self.position = 0
        self.handled = 0

    async def run(self) -> None:
        """For ever; whatever breaks, it starts again at its own cursor."""
        while True:
            client: Client | None = None
            try:
                client = await connect(self._url, f"listener of {self._source}")
                await self._listen(client)
            except PASSING as problem:
                logger.warning("listener.waits", source=self._source, error=type(problem).__name__)
                await asyncio.sleep(0.1)
            finally:
                if client is not None:
                    with suppress(NatsError, OSError, TimeoutError):
                        await client.close()

    async def _listen(self, client: Client) -> None:
        await self._load_cursor()
        subscription = Subscription(client, stream_name(self._source))
        await subscription.open(self.position + 1)
        try:
            while True:
                messages = await subscription.batch()
                if messages:
                    await self._take(messages)
                elif not client.is_connected or await self._behind(client):
                    return
        finally:
            await subscription.close()

    async def _load_cursor(self) -> None:
        self.position = await self._handling.log.cursor(self.cursor_name)
        self._blocked = {p.stream: p.position for p in reversed(await self._handling.log.parked(self.cursor_name))}

    async def _behind(self, client: Client) -> bool:
        """Silence, although the stream goes on: the consumer is gone (a broker restart), so it is made anew."""
        info = await client.jetstream(timeout=2).stream_info(stream_name(self._source))
        return bool(info.state.last_seq > self.position)

    async def _take(self, messages: Sequence[Msg]) -> None:
        heard: list[Heard] = []
        expected = self.position + 1
        for message in messages:
            sequence = message.metadata.sequence.stream
            if sequence < expected:
                continue
            if sequence > expected:
                heard += await self._fill(expected, sequence)
            heard.append(self._heard(sequence, message.headers or {}, message.data))
            expected = sequence + 1
        if heard:
            await self.handle(heard)

    def _heard(self, position: int, headers: Mapping[str, str], body: bytes) -> Heard:
        return Heard(position, headers.get("ce-subject", headers.get("ce-id", "")), self._hearing.news(headers, body))

    async def _fill(self, first: int, until: int) -> list[Heard]:
        """Positions that the broker lost, from the publisher's log."""
        logger.error("listener.hole", source=self._source, first=first, until=until)
        if self._feed is None:
            raise HoleInStream
        found = await self._feed(first - 1, until - first)
        if len(found) != until - first:
            raise HoleInStream
        return [self._heard(first + n, headers, body) for n, (headers, body) in enumerate(found)]

    async def handle(self, heard: Sequence[Heard]) -> None:
        """Apply contiguous positions exactly once."""
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
            if await self._submit(draft.append(cursor=step)):
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
        except (LogUnavailable, OSError):
            raise
        except Exception as error:  # whatever a decision stumbles over: the message is parked with its reason
            self._failure = error
            return False
        return True

    def _origin(self, news: News[Any]) -> Origin:
        command_id = derived_id(self.cursor_name, str(news.position))
        actor = f"service:{self._source}"
        return Origin(actor=actor, command_id=command_id, correlation=news.correlation, causation=news.event_id)

    async def _submit(self, append: Append) -> bool:
        """False after a conflict: decide again on what is there now."""
        fault.point("listener.before_append")
        try:
            await self._handling.log.append(append)
        except CursorMoved:
            raise
        except Refused:
            return False
        fault.point("listener.after_append")
        return True

    async def _alone(self, each: Heard) -> None:
        """A message that failed: three tries, then it is parked; behind a parked one it is parked at once."""
        if each.stream in self._blocked and each.news is not None:
            await self._park(each, f"blocked behind {self._blocked[each.stream]}")
            return
        for attempt in range(TRIES):
            if attempt:
                await asyncio.sleep(BACKOFF_SECONDS * 2**attempt)
            if await self._together([each]):
                return
        await self._park(each, f"{type(self._failure).__name__}: {getattr(self._failure, 'code', '')}"[:ERROR_LENGTH])

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
        waiting = await self._handling.log.parked(self.cursor_name)
        stream = next((p.stream for p in waiting if p.position == position), None)
        for parked in waiting:
            if parked.stream == stream and not await self._again(parked):
                return False
        self._blocked.pop(stream or "", None)
        return stream is not None

    async def _again(self, parked: Parked) -> bool:
        if self._feed is None:
            raise HoleInStream
        ((headers, body),) = await self._feed(parked.position - 1, 1)
        each = self._heard(parked.position, headers, body)
        draft = self._handling.draft()
        sends = await self._sends(draft, [each])
        if not await self._decide(draft, each, sends.get(each.position)):
            return False
        return await self._submit(draft.append(unparked=((self.cursor_name, parked.position),)))
