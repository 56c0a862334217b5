"""Databases on the session's embedded servers, one for each test module that asks."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import asyncpg
from nats.aio.client import Client

from deploy.broker.accounts import Account, User
from deploy.local.servers import Addresses
from shared.broker import BrokerAccess, connect
from shared.migrations import Database, migrate, prepare

PASSWORD = "test"


@dataclass(frozen=True, slots=True)
class TestDatabase:
    """asyncpg arguments by role, for a migrated, empty database."""

    __test__ = False
    name: str
    app: dict[str, Any]
    projector: dict[str, Any]
    superuser: dict[str, Any]


def operator_of(stream: str) -> str:
    return f"operator-{stream}"


def watched(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The same, with a user in the account of each stream who may do everything there: for looking, and for breaking."""
    return tuple(
        replace(a, users=(*a.users, User(name=operator_of(a.name), publish=(">",), subscribe=(">",))))
        if a.stream
        else a
        for a in accounts
    )


async def as_operator(access: BrokerAccess, stream: str) -> Client:
    """A connection of the user who may do everything with a stream."""
    return await connect(access.login(operator_of(stream)), f"operator of {stream}")


def arguments(addresses: Addresses, user: str, password: str, database: str) -> dict[str, Any]:
    return {
        "host": addresses.socket_dir,
        "port": addresses.port,
        "user": user,
        "password": password,
        "database": database,
    }


@asynccontextmanager
async def fresh_database(addresses: Addresses, name: str) -> AsyncIterator[TestDatabase]:
    database = Database(name=name)
    root = arguments(addresses, addresses.superuser, addresses.password, "postgres")
    await prepare(root, database, dict.fromkeys((database.app, database.projector, database.migrator), PASSWORD))
    await migrate(arguments(addresses, database.migrator, PASSWORD, name), database)
    yield TestDatabase(
        name,
        app=arguments(addresses, database.app, PASSWORD, name),
        projector=arguments(addresses, database.projector, PASSWORD, name),
        superuser={**root, "database": name},
    )
    connection = await asyncpg.connect(**root)
    await connection.execute(f"drop database if exists {name} with (force)")
    await connection.close()
