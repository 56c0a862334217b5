"""Log → stream, every position in order, with the expectation that the stream ends one before it.

Stream sequence == log position, so the stream is its own checkpoint: a second relay is fenced off by the broker, a broker that
lost messages is filled again, and a stream ahead of its log means that the database lost commits.
"""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.errors import APIError, NotFoundError
from nats.js.errors import Error as JetStreamError

from shared import fault, telemetry
from shared.broker.access import Login
from shared.broker.encoding import Message, Publish, encode_message
from shared.broker.jetstream import RETENTION, connect, declare, stream_name
from shared.eventlog import Log, StoredEvent
from shared.eventlog.appender import AWAY
from shared.ids import new_id
from shared.telemetry import log as logger

BATCH: Final = 1_000  # the most that the broker takes in one atomic batch
FEW: Final = 25
POLL_SECONDS: Final = 1.0
TIMEOUT: Final = 2.0
_EXPECTED: Final = "Nats-Expected-Last-Sequence"


class StreamAheadOfLog(Exception):
    """The broker holds positions that the log does not, or holds others: the database lost commits. A person must decide."""


class Refused(Exception):
    """The stream did not end where we expected: look at it again."""


class Relay:
    """`position` is the last position known to be on the broker."""

    def __init__(self, log: Log, service: str, publish: Publish, login: Login) -> None:
        self._log = log
        self._service = service
        self._publish = publish
        self._login = login
        self.position = 0

    async def run(self) -> None:
        """For ever; a broker or a database that is away is waited for. Raises StreamAheadOfLog."""
        while True:
            client: Client | None = None
            try:
                client = await connect(self._login, f"relay {self._service}")
                await self._follow(client, client.jetstream(timeout=TIMEOUT))
            except (NatsError, JetStreamError, TimeoutError, *AWAY) as problem:
                logger.warning("relay.waits", service=self._service, error=type(problem).__name__)
                await asyncio.sleep(0.2)
            finally:
                if client is not None:
                    with suppress(NatsError, OSError, TimeoutError):
                        await client.close()

    async def _follow(self, client: Client, js: JetStreamContext) -> None:
        await self._resume(js)
        while True:
            rows = await self._log.follow(self.position, BATCH)
            if rows:
                fault.point("relay.after_read")
                try:
                    await self._send(client, js, [self._message(row) for row in rows])
                except (Refused, APIError):
                    await asyncio.sleep(0.02)
                    await self._resume(js)
                    continue
                self.position = rows[-1].position
                fault.point("relay.after_ack")
                telemetry.relayed.labels(self._service).set(self.position)
            if len(rows) < BATCH:
                await self._log.appended.wait(self.position, POLL_SECONDS)

    async def _resume(self, js: JetStreamContext) -> None:
        """Where the stream ends is where we go on; a stream that is gone begins again at the oldest position kept."""
        newest = await self._log.read(await self._log.head() - 1, 1) if await self._log.head() else []
        first = await self._log.head_at(newest[0].recorded - RETENTION) + 1 if newest else 1
        info = await declare(js, self._service, first)
        if info.state.last_seq > await self._log.head():
            logger.critical("relay.stream_ahead_of_log", service=self._service, stream=info.state.last_seq)
            raise StreamAheadOfLog(f"{stream_name(self._service)} ends at {info.state.last_seq}")
        if info.state.messages:
            await self._compare(js, info.state.last_seq)
        self.position = info.state.last_seq

    async def _compare(self, js: JetStreamContext, last: int) -> None:
        """A log that lost commits and went on may be as long as the stream again; its last event is another one."""
        (row,) = await self._log.read(last - 1, 1)
        try:
            message = await js.get_msg(stream_name(self._service), last)
        except NotFoundError:  # the broker lost this very message: nothing to compare
            return
        if (message.headers or {}).get("hash") != row.hash.hex():
            logger.critical("relay.stream_differs_from_log", service=self._service, position=last)
            raise StreamAheadOfLog(f"{stream_name(self._service)} has another event at {last}")

    def _message(self, row: StoredEvent) -> Message:
        return encode_message(self._service, row, self._log.codec, self._publish)

    async def _send(self, client: Client, js: JetStreamContext, messages: Sequence[Message]) -> None:
        if len(messages) < FEW:
            await self._send_few(js, messages)
        else:
            await self._send_batch(client, messages)

    async def _send_few(self, js: JetStreamContext, messages: Sequence[Message]) -> None:
        """Pipelined single publishes; each names the sequence before it, so order is kept or nothing is."""
        sends = [
            asyncio.ensure_future(
                js.publish(m.subject, m.body, timeout=TIMEOUT, headers={**m.headers, _EXPECTED: str(self.position + n)})
            )
            for n, m in enumerate(messages)
        ]
        answers = await fault.while_waiting("relay.after_send", asyncio.gather(*sends, return_exceptions=True))
        for answer in answers:
            if isinstance(answer, BaseException):
                raise answer

    async def _send_batch(self, client: Client, messages: Sequence[Message]) -> None:
        """One atomic batch (ADR-50): all of it is durable before the single acknowledgement, or none."""
        batch = str(new_id())
        for n, message in enumerate(messages, 1):
            headers = {**message.headers, "Nats-Batch-Id": batch, "Nats-Batch-Sequence": str(n)}
            if n == 1:
                headers[_EXPECTED] = str(self.position)
                _accepted((await client.request(message.subject, message.body, headers=headers, timeout=TIMEOUT)).data)
            elif n < len(messages):
                await client.publish(message.subject, message.body, headers=headers)
            else:
                fault.point(fault.RELAY_BATCH)
                headers["Nats-Batch-Commit"] = "1"
                commit = client.request(message.subject, message.body, headers=headers, timeout=5 * TIMEOUT)
                reply = await fault.while_waiting("relay.after_send", commit)
                if _accepted(reply.data).get("seq") != self.position + len(messages):
                    raise Refused


def _accepted(data: bytes) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(data) if data else {}
    if "error" in answer:
        raise Refused(answer["error"].get("description", ""))
    return answer
