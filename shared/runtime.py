"""A service started: its log, its read models, its roles. One process may hold one role of one service or all of all."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import asyncpg
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from shared import telemetry
from shared.access_ledger.ledger import AccessLedger
from shared.access_ledger.watch import Watch
from shared.authority.grants import Authority
from shared.broker import (
    BrokerAccess,
    Feed,
    Intake,
    Listener,
    Partner,
    PartnerConsumers,
    Relay,
    listener_user,
    partners_user,
    relay_user,
    seals_user,
)
from shared.clock import Clock
from shared.crypto import SHA_256, Signer
from shared.erasing import Eraser
from shared.eventlog import Codec, PostgresLog, Signal, Teller, hear, open_log
from shared.handling import Handling
from shared.kernel import Region
from shared.operation_files import OperationFiles
from shared.operations import Owing, Runner
from shared.policies import PolicyBook
from shared.privacy import Sealer
from shared.proof import LogSealer, Sealing, SealPost, Witness
from shared.readmodel import Follower, ReadPositions
from shared.readmodel.positions import SILENCE, SILENCE_ALONE
from shared.service import Service
from shared.telemetry import log
from shared.timer import Timer

STATEMENT_SECONDS: Final = 25
"""A question to the read models ends before the request that asks it."""
ROLES: Final = ("web", "follow", "relay", "listen", "timer", "work", "seal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """asyncpg arguments of the service's two roles, the way to the broker, the feed of each service that is listened to, and how
    the log is sealed; without that the role `seal` does nothing.
    """

    app: Mapping[str, Any]
    projector: Mapping[str, Any]
    broker: BrokerAccess
    partners: Sequence[Partner] = ()
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    sealing: Sealing | None = None

    @property
    def algorithm(self) -> str:
        return SHA_256 if self.sealing is None else self.sealing.algorithm


@dataclass(slots=True, kw_only=True)
class Runtime:
    """What routes, listeners and operations are given."""

    service: Service
    clock: Clock
    log: PostgresLog
    pool: "asyncpg.Pool[Any]"
    engine: AsyncEngine
    book: PolicyBook[Any]
    handling: Handling
    positions: ReadPositions
    sealer: Sealer
    authority: Authority
    accesses: AccessLedger
    moved: Callable[[int], None]
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    relay: Relay | None = None
    follower: Follower | None = None
    timer: Timer | None = None
    runner: Runner | None = None
    eraser: Eraser | None = None
    sealing: Sealing | None = None
    log_sealer: LogSealer | None = None
    listeners: dict[str, Listener] = field(default_factory=dict)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def files(self) -> OperationFiles:
        """What long work reads and writes, sealed."""
        return OperationFiles(self.pool, self.sealer)

    async def release(self, source: str, position: int) -> bool:
        """Handle a parked message again, whether or not this process listens to its source."""
        hears = self.service.hears[source]
        intake = Intake(self.handling, source, hears.heard, hears.react, self.feeds.get(source))
        return await intake.release(position)

    async def policies_for(self, stream_type: str, region: Region) -> Any:
        """The service's policies in a region, with what was published there at run time laid over."""
        policies = self.book.of(region)
        overlay = self.service.overlay.get(stream_type)
        if overlay is None:
            return policies
        async with self.engine.connect() as read:
            return await overlay(policies, region, read)


def read_engine(connection: Mapping[str, Any], size: int) -> AsyncEngine:
    """SQLAlchemy on the read models; every statement its own snapshot, no transaction round trips."""
    url = URL.create(
        "postgresql+asyncpg", username=connection["user"], password=connection["password"],
        database=connection["database"], port=connection.get("port"), query={"host": str(connection["host"])},
    )  # fmt: skip
    tls = {"ssl": connection["ssl"]} if "ssl" in connection else {}
    limits = {"server_settings": {"statement_timeout": str(STATEMENT_SECONDS * 1_000)}}
    return create_async_engine(
        url, connect_args={**tls, **limits}, isolation_level="AUTOCOMMIT", pool_size=size, max_overflow=0,
        pool_reset_on_return=None, hide_parameters=True,  # neither a log of statements nor an error says what was asked for
    )  # fmt: skip


@asynccontextmanager
async def running(
    service: Service,
    connections: Connections,
    clock: Clock,
    sealer: Sealer,
    *,
    roles: tuple[str, ...] = ROLES,
    alone: bool = False,
) -> AsyncIterator[Runtime]:
    """Start the roles; `alone` says that all of them run in this process, so nobody else must be notified."""
    codec = Codec.of(service.streams, service.upcasts, connections.algorithm, service.told)
    app = dict(connections.app)
    async with AsyncExitStack() as stack:
        event_log = await stack.enter_async_context(open_log(codec, app, notify=not alone))
        pool = event_log.pool
        engine = read_engine(app, 8)
        stack.push_async_callback(engine.dispose)
        moved = Signal()
        silence = SILENCE_ALONE if alone and "follow" in roles else SILENCE
        positions = ReadPositions(moved, lambda: pool, silence)
        teller = Teller(dict(connections.projector), "read")

        def told(position: int) -> None:
            telemetry.shown.labels(service.name).set(position)
            moved.tell(position)
            if not alone:
                teller.tell(position)

        book: PolicyBook[Any] = PolicyBook.load(service.policies, service.folder / "policies")
        handling = Handling(
            log=event_log, clock=clock, reserved=lambda kind: service.reserved.get(kind, "platform.already-taken"),
            policies_for=lambda stream_type, region: runtime.policies_for(stream_type, region),
        )  # fmt: skip
        runtime = Runtime(
            service=service, clock=clock, log=event_log, pool=pool, engine=engine, book=book, handling=handling,
            positions=positions, sealer=sealer, authority=Authority.of(service, pool, clock),
            accesses=AccessLedger.open(pool, clock), feeds=connections.feeds, moved=told, sealing=connections.sealing,
        )  # fmt: skip
        if not alone:
            _task(runtime, "tell", teller.run())
            _task(runtime, "hear", hear(app, {"log": event_log.appended, "read": moved}))
        _start_roles(runtime, connections, roles)
        try:
            yield runtime
        finally:
            await _stop(runtime.tasks)


def _start_roles(runtime: Runtime, connections: Connections, roles: tuple[str, ...]) -> None:
    service, handling, broker = runtime.service, runtime.handling, connections.broker
    if "follow" in roles:
        _start_following(runtime, connections)
    if "relay" in roles:
        runtime.relay = Relay(runtime.log, service.name, service.publish, broker.login(relay_user(service.name)))
        _task(runtime, "relay", runtime.relay.run())
        login = broker.login(partners_user(service.name))
        partners = PartnerConsumers(service.name, connections.partners, login, runtime.clock)
        _task(runtime, "partners", partners.run())
    if "listen" in roles and service.hears:
        login = broker.login(listener_user(service.name))
        for source, hears in service.hears.items():
            feed = connections.feeds.get(source)
            listener = Listener(handling, source, hears.heard, hears.react, login, feed)
            runtime.listeners[source] = listener
            _task(runtime, f"listen {source}", listener.run())
    if "timer" in roles:
        runtime.timer = Timer(handling, service.calendar, runtime.positions, runtime.clock, dict(connections.app))
        _task(runtime, "timer", runtime.timer.run())
        _task(runtime, "watch", Watch(handling, runtime.accesses).run())
    if "work" in roles and service.operations:
        runtime.runner = Runner(handling, runtime.files, service.operations, runtime.clock, runtime)
        _task(runtime, "work", runtime.runner.run())
    if "seal" in roles and connections.sealing is not None and connections.sealing.signer is not None:
        _start_sealing(runtime, connections, connections.sealing, connections.sealing.signer)


def _start_following(runtime: Runtime, connections: Connections) -> None:
    service = runtime.service
    runtime.follower = Follower(runtime.log, service.projections, dict(connections.projector), runtime.moved)
    _task(runtime, "follow", runtime.follower.run())
    if service.owed is not None:
        _task(runtime, "owe", Owing(runtime.log, runtime.engine, runtime.files, service.owed).run())
    if service.erased is not None:
        runtime.eraser = Eraser(
            runtime.log, runtime.engine, runtime.sealer.store, runtime.files, service.erased, runtime.positions.signal
        )
        _task(runtime, "erase", runtime.eraser.run())


def _start_sealing(runtime: Runtime, connections: Connections, sealing: Sealing, signer: Signer) -> None:
    name, clock = runtime.service.name, runtime.clock
    sealer = LogSealer(runtime.log, name, sealing, signer, clock, connections.app)
    witness = Witness(pool=runtime.pool, name=sealing.origin(name), signer=signer, keys=sealing.keys, clock=clock)
    runtime.log_sealer = sealer
    _task(runtime, "seal", sealer.run())
    post = SealPost(name, sealing, sealer, witness, connections.broker.login(seals_user(name)))
    _task(runtime, "send seals", post.run())


def _task(runtime: Runtime, name: str, body: Coroutine[Any, Any, None]) -> None:
    task = asyncio.create_task(body, name=f"{runtime.service.name} {name}")
    task.add_done_callback(_report)
    runtime.tasks.append(task)


async def _stop(tasks: Sequence["asyncio.Task[None]"]) -> None:
    """Cancel until all have ended: a library may take a cancellation for a time-out of its own."""
    running = set(tasks)
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=1)


def _report(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("role.stopped", role=task.get_name(), error=type(error).__name__, exc_info=error)
