"""The one-process shape: embedded servers, the four services with all their roles, one port.

`County(folder)` starts everything and stops everything; the data stay in the folder.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import asyncpg
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Mount

from deploy.broker.accounts import accounts
from deploy.local.clock import clock_routes
from deploy.local.seals import Cell, sealing
from deploy.local.servers import Addresses, Servers
from deploy.local.state import State
from deploy.services import SERVICES, load
from shared.broker import Feed, Partner, encode_message
from shared.clock import SettableClock
from shared.migrations import Database, migrate, prepare
from shared.privacy import BlindIndex, KeyRing, PostgresKeyStore, Sealer, bring_keystore, shred
from shared.runtime import Connections, Runtime, running
from shared.telemetry import log
from shared.web.access import Access, claimed_grants
from shared.web.app import create_app
from shared.web.guard import Guard, Limits
from shared.web.issuer import Issuer
from shared.web.problems import nowhere
from shared.web.rates import DEVELOPMENT_TIMES, Rates
from shared.web.tokens import Verifier

ISSUER: Final = "urn:community-workers:development"
AUDIENCE: Final = "urn:community-workers:local"
WALKING_SECONDS: Final = 600.0
"""The clock answers when every service has walked all the days."""
_KEYS: Final = "keys"
_SHRED_SECONDS: Final = 86_400
ALONE: Final = Cell()


@dataclass(frozen=True, slots=True)
class County:
    """Everything that runs: `app` is the ASGI application of the one port."""

    app: Guard
    issuer: Issuer
    clock: SettableClock
    runtimes: Mapping[str, Runtime]
    servers: Servers


def development_issuer(state: State) -> Issuer:
    return Issuer(state.folder / "issuer", issuer=ISSUER, audience=AUDIENCE, profile="development")


@asynccontextmanager
async def keys_owner(servers: Servers) -> AsyncIterator[Any]:
    """A connection of whoever keeps the ring of wrapping keys."""
    keys = Database(name=_KEYS)
    connection = await asyncpg.connect(**_arguments(servers, keys.migrator, _KEYS))
    try:
        await connection.execute(f"set role {keys.owner}")
        yield connection
    finally:
        await connection.close()


async def shredded(servers: Servers) -> bool:
    """Turn and shred the ring if keys were destroyed since the last time; answers whether it was owed."""
    async with keys_owner(servers) as connection:
        if not await connection.fetchval("select owed from keys.ring"):
            return False
        await shred(connection, key_ring(servers.state), servers.state.folder / "backup" / "keys.jsonl")
        return True


async def _keep_shredding(servers: Servers) -> None:
    """Once a day, so that what was erased is gone from every older copy as well."""
    while True:
        await asyncio.sleep(_SHRED_SECONDS)
        try:
            await shredded(servers)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as failed:
            log.error("keys.not-shredded", error=type(failed).__name__)


@asynccontextmanager
async def county(
    folder: Path, names: Sequence[str] = SERVICES, partners: Sequence[Partner] = (), cell: Cell = ALONE
) -> AsyncIterator[County]:
    """Start the servers, make what is missing, start the services; ready when this yields."""
    async with AsyncExitStack() as stack:
        known = accounts((load(name) for name in names), partners)
        servers = await stack.enter_async_context(Servers(folder, accounts=known))
        state = servers.state
        if cell.index is not None:
            state.give("index", cell.index)
        await make_databases(servers, names)
        clock = SettableClock(state.folder / "clock.json")
        sealer = await _sealer(stack, servers)
        runtimes: dict[str, Runtime] = {}
        feeds = {name: _feed(runtimes, name) for name in names}
        sealed = sealing(state, names, runtimes, cell)
        for name in names:
            connections = Connections(
                app=_arguments(servers, f"{name}_app", name), projector=_arguments(servers, f"{name}_projector", name),
                broker=servers.addresses.broker, partners=partners, feeds=feeds, sealing=sealed[name],
            )  # fmt: skip
            started = running(load(name), connections, clock, sealer, alone=True)
            runtimes[name] = await stack.enter_async_context(started)
        shredding = asyncio.create_task(_keep_shredding(servers), name="shredding")
        stack.callback(shredding.cancel)
        issuer = development_issuer(state)
        access = Access(Verifier(issuer.key_set(), ISSUER, AUDIENCE), claimed_grants, Rates(times=DEVELOPMENT_TIMES))
        cursor_key = bytes.fromhex(state.secret("cursor"))
        routes: list[BaseRoute] = [
            Mount(f"/{name}", create_app(runtime, access, cursor_key)) for name, runtime in runtimes.items()
        ]
        routes += clock_routes(clock, access, runtimes)
        limits = Limits(answer_seconds=WALKING_SECONDS)
        app = Guard(Starlette(routes=routes, exception_handlers={HTTPException: nowhere}), limits)
        yield County(app, issuer, clock, runtimes, servers)


def _feed(runtimes: Mapping[str, Runtime], name: str) -> Feed:
    """The log of a service as its listeners may ask for it, when the broker lost something."""

    async def read(after: int, count: int) -> list[tuple[Mapping[str, str], bytes]]:
        runtime = runtimes[name]
        rows = await runtime.log.read(after, count)
        messages = (encode_message(name, row, runtime.log.codec, runtime.service.publish) for row in rows)
        return [(message.headers, message.body) for message in messages]

    return read


async def make_databases(servers: Servers, names: Sequence[str] = SERVICES) -> None:
    """Roles, databases and schemas of the services and of the key store, where they are missing."""
    for name in (*names, _KEYS):  # one after another: a migration run is global to its process
        await _database(servers, name)


async def _database(servers: Servers, name: str) -> None:
    """Roles, database and schema of one service, made at the first start."""
    database = Database(name=name)
    passwords = {role: servers.state.secret(role) for role in (database.app, database.projector, database.migrator)}
    await prepare(superuser(servers.addresses, "postgres"), database, passwords)
    if name != _KEYS:
        await migrate(_arguments(servers, database.migrator, name), database)
        return
    connection = await asyncpg.connect(**_arguments(servers, database.migrator, name))
    try:
        await bring_keystore(connection, owner=database.owner, app=database.app)
    finally:
        await connection.close()


def key_ring(state: State) -> KeyRing:
    """The wrapping keys of a state directory, in a folder of their own; the first one is made when there is none."""
    ring = KeyRing(state.folder / "ring", state.folder / "secrets" / "master")
    if not ring.numbers:
        ring.add()
    return ring


async def _sealer(stack: AsyncExitStack, servers: Servers) -> Sealer:
    pool = await stack.enter_async_context(
        asyncpg.create_pool(**_arguments(servers, f"{_KEYS}_app", _KEYS), min_size=1, max_size=4)
    )
    store = PostgresKeyStore(pool, key_ring(servers.state))
    return Sealer(store=store, blind=BlindIndex(bytes.fromhex(servers.state.secret("index"))))


def superuser(addresses: Addresses, database: str) -> dict[str, Any]:
    return {
        "host": addresses.socket_dir, "port": addresses.port, "user": addresses.superuser,
        "password": addresses.password, "database": database,
    }  # fmt: skip


def _arguments(servers: Servers, role: str, database: str) -> dict[str, Any]:
    return {**superuser(servers.addresses, database), "user": role, "password": servers.state.secret(role)}
