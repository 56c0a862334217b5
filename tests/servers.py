"""Databases on the session's embedded servers, one for each test module that asks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import asyncpg

from deploy.local.servers import Addresses
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
