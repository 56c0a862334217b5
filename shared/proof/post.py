"""Seals and co-signatures on the broker, in a stream of their own: `seals.<service>`, `cosignatures.<service>.<witness>`.

Messages that come are hints; the last one of each subject, looked up every few seconds, is the guarantee.
"""

import asyncio
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator
from contextlib import suppress
from time import monotonic
from typing import Any, Final

import msgspec
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext
from nats.js.api import DiscardPolicy, RetentionPolicy, StorageType, StreamConfig
from nats.js.errors import Error as JetStreamError
from nats.js.errors import NotFoundError

from shared.broker import Login, connect
from shared.eventlog import AWAY
from shared.proof.sealer import LogSealer
from shared.proof.sealing import Sealing
from shared.proof.store import Seal, SealStore
from shared.proof.witness import CannotTell, Told, Witness
from shared.telemetry import log as logger

STREAM: Final = "SEALS"
KEPT: Final = 1_000
LOOK_SECONDS: Final = 5.0
WAKE_SECONDS: Final = 0.2
TIMEOUT: Final = 2.0
PAGE: Final = 100
_EXPECTED: Final = "Nats-Expected-Last-Subject-Sequence"


class SealTold(msgspec.Struct, frozen=True):
    """The message of a seal: `before` is the size of the seal before, `proof` its consistency with that, base64."""

    size: int
    before: int
    note: str
    proof: list[str]


class CosignatureTold(msgspec.Struct, frozen=True):
    """A witness's signature line under the seal of that size."""

    size: int
    line: str


async def declare(js: JetStreamContext) -> None:
    """The stream of all seals: so many of each subject are kept, older ones are in the databases."""
    try:
        await js.stream_info(STREAM)
    except NotFoundError:
        await js.add_stream(
            StreamConfig(
                name=STREAM, subjects=["seals.*", "cosignatures.*.*"], storage=StorageType.FILE, num_replicas=1,
                retention=RetentionPolicy.LIMITS, discard=DiscardPolicy.OLD, max_msgs_per_subject=KEPT, max_bytes=256 << 20,
                deny_delete=True, deny_purge=True,
            )
        )  # fmt: skip


class SealPost:
    """Sends this service's seals, witnesses those of the others, takes in what they say of ours."""

    def __init__(self, service: str, sealing: Sealing, sealer: LogSealer, witness: Witness, login: Login) -> None:
        self._service = service
        self._sealing = sealing
        self._sealer = sealer
        self._witness = witness
        self._store = SealStore(witness.pool)
        self._login = login
        self._others = tuple(sealing.others(service))
        self._arrived: asyncio.Queue[Any] = asyncio.Queue()

    async def run(self) -> None:
        """For ever; whatever is away is waited for."""
        while True:
            client: Client | None = None
            try:
                client = await connect(self._login, f"seals of {self._service}")
                await self._work(client, client.jetstream(timeout=TIMEOUT))
            except (NatsError, JetStreamError, TimeoutError, *AWAY) as problem:
                logger.warning("seals.wait", service=self._service, error=type(problem).__name__)
                await asyncio.sleep(0.5)
            finally:
                if client is not None:
                    with suppress(NatsError, OSError, TimeoutError):
                        await client.close()

    async def _work(self, client: Client, js: JetStreamContext) -> None:
        await declare(js)
        for subject in ("seals.*", f"cosignatures.{self._service}.*"):
            await client.subscribe(subject, cb=self._arrived.put)
        sent, sequence = await self._sent(js)
        seen: dict[str, bytes] = {}
        looked = -LOOK_SECONDS
        while True:
            if self._sealer.sealed.latest > sent:
                sent, sequence = await self._send(js, sent, sequence)
            if monotonic() - looked > LOOK_SECONDS:
                looked = monotonic()
                async for message in self._last(js):
                    self._arrived.put_nowait(message)
            message = await self._next()
            if message is None or seen.get(message.subject) == message.data:
                continue
            if await self._take(js, message.subject, message.data):
                seen[message.subject] = message.data

    async def _next(self) -> Any:
        """What has come, or None after a moment: our own seals are waiting too."""
        with suppress(TimeoutError):
            async with asyncio.timeout(WAKE_SECONDS):  # wait_for of Python 3.11 may lose a cancellation
                return await self._arrived.get()

    async def _sent(self, js: JetStreamContext) -> tuple[int, int]:
        """The size of the last seal on the broker and its sequence. What the database lost since, or what is no seal at all, is
        followed by our newest seal, with an alarm.
        """
        try:
            last = await js.get_last_msg(STREAM, f"seals.{self._service}")
        except NotFoundError:
            return 0, 0
        size, newest = _size(last.data or b""), await self._store.newest()
        if size is None or (newest is not None and size > newest.size):
            logger.critical("seals.not_ours", service=self._service, sent=size)
            size = newest.first - 1 if newest is not None else 0
        return size, last.seq or 0

    async def _send(self, js: JetStreamContext, sent: int, sequence: int) -> tuple[int, int]:
        """Each in its turn: a second sender is refused by the broker, and looks again."""
        for seal in await self._store.page(sent, PAGE):
            headers = {_EXPECTED: str(sequence)}
            acknowledged = await js.publish(f"seals.{self._service}", told(seal), headers=headers)
            sent, sequence = seal.size, acknowledged.seq
        return sent, sequence

    async def _last(self, js: JetStreamContext) -> AsyncIterator[Any]:
        for other in self._others:
            for subject in (f"seals.{other}", f"cosignatures.{self._service}.{other}"):
                with suppress(NotFoundError):
                    yield await js.get_last_msg(STREAM, subject)

    async def _take(self, js: JetStreamContext, subject: str, data: bytes) -> bool:
        """False for what must be looked at again."""
        kind, service, *witness = subject.split(".")
        try:
            if kind == "cosignatures":
                await self._take_in(witness[0], msgspec.json.decode(data, type=CosignatureTold))
            elif service in self._others:
                await self._see(js, service, msgspec.json.decode(data, type=SealTold))
        except (msgspec.DecodeError, ValueError):
            logger.critical("seals.unreadable", service=self._service, subject=subject)
        except CannotTell:
            logger.warning("witness.waits", service=self._service, origin=service)
            return False
        return True

    async def _see(self, js: JetStreamContext, origin: str, seal: SealTold) -> None:
        heard = Told(note=seal.note, before=seal.before, proof=tuple(b64decode(p) for p in seal.proof))
        signed = await self._witness.see(heard, self._sealing.origin(origin), self._sealing.ask.get(origin))
        if signed is not None:
            answer = CosignatureTold(seal.size, signed)
            await js.publish(f"cosignatures.{origin}.{self._service}", msgspec.json.encode(answer))

    async def _take_in(self, witness: str, cosignature: CosignatureTold) -> None:
        """Only what is a signature of that witness under a seal of ours."""
        seal, name = await self._store.at(cosignature.size), self._sealing.origin(witness)
        if seal is None or not self._sealing.keys.is_cosignature(seal.text, cosignature.line, name):
            logger.warning("seals.not_cosigned", service=self._service, witness=witness)
            return
        await self._store.add_cosignature(cosignature.size, name, cosignature.line)


def _size(data: bytes) -> int | None:
    """None for what somebody else left under our subject."""
    try:
        return msgspec.json.decode(data, type=SealTold).size
    except msgspec.DecodeError:
        return None


def told(seal: Seal) -> bytes:
    proof = [b64encode(seal.proof[at : at + 32]).decode() for at in range(0, len(seal.proof), 32)]
    return msgspec.json.encode(SealTold(seal.size, seal.first - 1, seal.note, proof))
