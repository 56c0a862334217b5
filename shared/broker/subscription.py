"""A pull consumer without acknowledgements, made at a known sequence: one long-lived inbox, the next request sent early."""

import asyncio
import json
from contextlib import suppress
from typing import Any, Final

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import Error as JetStreamError

from shared.broker.access import asked_from_outside

BATCH: Final = 500
EXPIRES_SECONDS: Final = 5
IDLE_SECONDS: Final = 2.0
_PASSED_OVER: Final = ("404", "408")  # nothing there; the request ran out


class ConsumerGone(Exception):
    """Nobody answers our requests any more: the broker was restarted, or lost the stream."""


class Subscription:
    """Messages of a stream from a sequence on; `batch` gives what has arrived, at least one message or none after a while."""

    def __init__(self, client: Client, stream: str) -> None:
        self._client = client
        self._stream = stream
        self._prefix = asked_from_outside(stream)
        self._arrived: asyncio.Queue[Msg] = asyncio.Queue()
        self._asked = 0
        self._inbox: Any = None
        self._consumer = ""

    async def open(self, first: int) -> None:
        js = self._client.jetstream(prefix=self._prefix, timeout=2)
        config = ConsumerConfig(
            ack_policy=AckPolicy.NONE, deliver_policy=DeliverPolicy.BY_START_SEQUENCE, opt_start_seq=first, mem_storage=True,
            num_replicas=1, inactive_threshold=30.0, max_waiting=16,
        )  # fmt: skip
        self._consumer = (await js.add_consumer(self._stream, config)).name
        subject = self._client.new_inbox()
        self._inbox = await self._client.subscribe(subject, cb=self._arrived.put)
        self._subject = subject
        await self._ask()

    async def close(self) -> None:
        with suppress(NatsError, JetStreamError, OSError, TimeoutError):
            if self._inbox is not None:
                await self._inbox.unsubscribe()
            await self._client.jetstream(prefix=self._prefix, timeout=1).delete_consumer(self._stream, self._consumer)

    async def batch(self) -> list[Msg]:
        """What has arrived by now, in order; empty when nothing came for a while or the request ran out. Raises ConsumerGone."""
        found: list[Msg] = []
        try:
            first = await asyncio.wait_for(self._arrived.get(), IDLE_SECONDS)
        except TimeoutError:
            await self._ask()
            return []
        found.append(first)
        while len(found) < BATCH and not self._arrived.empty():
            found.append(self._arrived.get_nowait())
        messages = [m for m in found if not (m.headers and "Status" in m.headers)]
        if len(messages) < len(found):
            self._asked = 0
            states = {m.headers["Status"] for m in found if m.headers and "Status" in m.headers}
            if not messages and not states <= set(_PASSED_OVER):
                raise ConsumerGone
        self._asked -= len(messages)
        if self._asked <= BATCH // 2:
            await self._ask()
        return messages

    async def told(self) -> int:
        """The last sequence there is for this consumer. Raises what JetStream says when the consumer is gone."""
        info = await self._client.jetstream(prefix=self._prefix, timeout=2).consumer_info(self._stream, self._consumer)
        return int(info.delivered.stream_seq if info.delivered else 0) + int(info.num_pending or 0)

    async def _ask(self) -> None:
        request = {"batch": BATCH, "expires": EXPIRES_SECONDS * 1_000_000_000}
        subject = f"{self._prefix}.CONSUMER.MSG.NEXT.{self._stream}.{self._consumer}"
        await self._client.publish(subject, json.dumps(request).encode(), reply=self._subject)
        self._asked = max(self._asked, 0) + BATCH
