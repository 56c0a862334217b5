"""Stream → commands. The listener's own cursor in its own log is the only truth about how far it is.

Whatever breaks, it begins again there: a new consumer from the next position on. A position that the broker lost is read from the
publisher's own log.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.errors import Error as JetStreamError

from shared.broker.access import Login
from shared.broker.heard import Feed, Heard, HoleInStream, ask_feed
from shared.broker.intake import DATABASE_AWAY, Intake, React
from shared.broker.jetstream import connect, stream_name
from shared.broker.subscription import BATCH, ConsumerGone, Subscription
from shared.eventlog import CursorMoved
from shared.handling import Handling
from shared.telemetry import log as logger

PASSING: Final = (NatsError, JetStreamError, TimeoutError, *DATABASE_AWAY, CursorMoved, HoleInStream, ConsumerGone)


class Listener:
    """`feed` reads (headers, body) after a position from the publisher's own log, for real holes and for releases."""

    def __init__(
        self, handling: Handling, source: str, heard: Any, react: React, login: Login, feed: Feed | None = None
    ) -> None:
        self._source = source
        self._login = login
        self._feed = feed
        self._intake = Intake(handling, source, heard, react, feed)

    @property
    def position(self) -> int:
        return self._intake.position

    @property
    def handled(self) -> int:
        return self._intake.handled

    async def release(self, position: int) -> bool:
        """Handle a parked message again, then those parked behind it; True when all went through."""
        return await self._intake.release(position)

    async def run(self) -> None:
        """For ever; whatever breaks, it starts again at its own cursor."""
        while True:
            client: Client | None = None
            try:
                client = await connect(self._login, f"listener of {self._source}")
                await self._listen(client)
            except PASSING as problem:
                logger.warning("listener.waits", source=self._source, error=type(problem).__name__)
                await asyncio.sleep(0.1)
            finally:
                if client is not None:
                    with suppress(NatsError, OSError, TimeoutError):
                        await client.close()

    async def _listen(self, client: Client) -> None:
        await self._intake.load_cursor()
        subscription = Subscription(client, stream_name(self._source))
        await subscription.open(self.position + 1)
        try:
            while True:
                messages = await subscription.batch()
                if messages:
                    await self._take(messages)
                elif not client.is_connected or await self._behind(subscription):
                    return
        finally:
            await subscription.close()

    async def _behind(self, subscription: Subscription) -> bool:
        """Silence, although the consumer has more for us. Raises when it is gone (a broker restart), so it is made anew."""
        return await subscription.told() > self.position

    async def _take(self, messages: Sequence[Msg]) -> None:
        heard: list[Heard] = []
        expected = self.position + 1
        for message in messages:
            sequence = message.metadata.sequence.stream
            if sequence < expected:
                continue
            if sequence > expected:
                await self._intake.handle(heard)
                await self._fill(expected, sequence)
                heard = []
            heard.append(self._intake.heard(sequence, message.headers or {}, message.data))
            expected = sequence + 1
        if heard:
            await self._intake.handle(heard)

    async def _fill(self, first: int, until: int) -> None:
        """Handle positions that the broker lost, from the publisher's log."""
        logger.error("listener.hole", source=self._source, first=first, until=until)
        for start in range(first, until, BATCH):
            found = await ask_feed(self._feed, start, min(BATCH, until - start))
            await self._intake.handle(
                [self._intake.heard(start + n, headers, body) for n, (headers, body) in enumerate(found)]
            )
