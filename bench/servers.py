"""What the figures stand on: the embedded servers, migrated databases, and processes that serve HTTP beside us."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import asyncpg

from deploy.local.servers import Addresses
from shared.eventlog import Codec, PostgresLog, open_log
from shared.ids import new_id
from shared.kernel import Stream
from shared.migrations import Database, migrate, prepare
from shared.privacy import bring_keystore

PASSWORD: Final = "bench"
SETTINGS: Final = {"shared_preload_libraries": "pg_stat_statements"}


@dataclass(frozen=True, slots=True)
class Base:
    """asyncpg arguments by role, for a migrated, empty database."""

    app: dict[str, Any]
    projector: dict[str, Any]
    superuser: dict[str, Any]


@dataclass(slots=True)
class Ground:
    """One run of the bench: its servers, where its files lie, how many rounds, and whether sizes are small."""

    addresses: Addresses
    folder: Path
    rounds: int
    quick: bool
    profile: bool = False
    started: dict[str, Base] = field(default_factory=dict)

    @property
    def root(self) -> dict[str, Any]:
        return {
            "host": self.addresses.socket_dir, "port": self.addresses.port, "user": self.addresses.superuser,
            "password": self.addresses.password, "database": "postgres",
        }  # fmt: skip

    async def base(self, name: str) -> Base:
        """The database of this name, made when it is first asked for."""
        if name not in self.started:
            self.started[name] = await fresh(self.root, name)
        return self.started[name]

    async def key_store(self) -> dict[str, Any]:
        """A database for the keys of people, and what its application role needs to connect."""
        if "keys" not in self.started:
            made = await fresh(self.root, "keys", migrated=False)
            connection = await asyncpg.connect(**made.superuser)
            await bring_keystore(connection, owner="keys_owner", app="keys_app")
            await connection.close()
            self.started["keys"] = made
        return self.started["keys"].app


async def fresh(root: dict[str, Any], name: str, *, migrated: bool = True) -> Base:
    """Roles, database and schema as a start makes them."""
    database = Database(name=name)
    await prepare(root, database, dict.fromkeys((database.app, database.projector, database.migrator), PASSWORD))
    login = {**root, "password": PASSWORD, "database": name}
    if migrated:
        await migrate({**login, "user": database.migrator}, database)
    return Base(
        app={**login, "user": database.app}, projector={**login, "user": database.projector},
        superuser={**root, "database": name},
    )  # fmt: skip


@asynccontextmanager
async def small_log(root: dict[str, Any], stream: Stream[Any, Any, Any, Any]) -> AsyncIterator[PostgresLog]:
    """A log in a database of its own that goes again."""
    name = f"small_{new_id().hex[-12:]}"
    base = await fresh(root, name)
    async with open_log(Codec.of([stream]), base.app) as log:
        yield log
    connection = await asyncpg.connect(**root)
    await connection.execute(f"drop database {name} with (force)")
    await connection.close()


@dataclass(slots=True)
class Beside:
    """A process beside this one: `told` is what it said when it was ready, `ended` what it said at its end."""

    process: asyncio.subprocess.Process
    told: dict[str, Any]
    ended: dict[str, Any] = field(default_factory=dict)


async def once(module: str, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Run `python -m <module>` with the request on its standard input; its one answer."""
    async with beside(module, asked) as process:
        return process.told


@asynccontextmanager
async def beside(module: str, asked: Mapping[str, Any]) -> AsyncIterator[Beside]:
    """Start `python -m <module>`; it ends when its standard input does."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        running = Beside(process, _answer(module, await process.stdout.readline()))
        yield running
        process.stdin.close()
        rest = await process.stdout.read()
        running.ended = json.loads(rest) if rest.strip() else {}
        await process.wait()
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


def _answer(module: str, line: bytes) -> dict[str, Any]:
    if not line:
        raise RuntimeError(f"{module} ended before it answered")
    answer: dict[str, Any] = json.loads(line)
    return answer
