"""Roles, databases and migrations of one service. Only this speaks as the superuser, and only at start."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import asyncpg

HEAD: Final = "0003"
LOCK: Final = 4712
_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """One service's database and the three who log into it; the owner of the tables logs in never.

    `app` appends and reads, `projector` fills the read models, `migrator` changes the schema during upgrades.
    """

    name: str

    @property
    def owner(self) -> str:
        return f"{self.name}_owner"

    @property
    def app(self) -> str:
        return f"{self.name}_app"

    @property
    def projector(self) -> str:
        return f"{self.name}_projector"

    @property
    def migrator(self) -> str:
        return f"{self.name}_migrator"


async def prepare(superuser: dict[str, Any], database: Database, passwords: dict[str, str]) -> None:
    """Make roles and database if they are missing. `superuser` are asyncpg arguments; `passwords` by role name."""
    connection = await asyncpg.connect(**superuser)
    try:
        if not await connection.fetchval("select 1 from pg_roles where rolname = $1", database.owner):
            await connection.execute(f"create role {database.owner} nologin")
        for role in (database.app, database.projector, database.migrator):
            if not await connection.fetchval("select 1 from pg_roles where rolname = $1", role):
                await connection.execute(f"create role {role} login password '{passwords[role]}'")
        await connection.execute(f"grant {database.owner} to {database.migrator}")
        await connection.execute(f"grant {database.projector} to {database.migrator}")
        if not await connection.fetchval("select 1 from pg_database where datname = $1", database.name):
            await connection.execute(f"create database {database.name} owner {database.owner}")
            await connection.execute(f"revoke all on database {database.name} from public")
            await connection.execute(
                f"grant connect on database {database.name} to {database.app}, {database.projector}, {database.migrator}"
            )
    finally:
        await connection.close()


async def migrate(migrator: dict[str, Any], database: Database) -> bool:
    """Bring the database to HEAD; answers whether anything was done. Several at once are safe: an advisory lock."""
    connection = await asyncpg.connect(**migrator)
    try:
        if await _version(connection) == HEAD:
            return False
        await connection.execute("select pg_advisory_lock($1)", LOCK)
        if await _version(connection) == HEAD:
            return False
        await _upgrade(migrator, database)
        return True
    finally:
        await connection.close()


async def _version(connection: Any) -> str | None:
    if await connection.fetchval("select to_regclass('public.alembic_version')") is None:
        return None
    found: str | None = await connection.fetchval("select version_num from public.alembic_version")
    return found


async def _upgrade(migrator: dict[str, Any], database: Database) -> None:
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import URL, Connection
    from sqlalchemy.ext.asyncio import create_async_engine

    config = Config(toml_file=str(_HERE.parents[1] / "pyproject.toml"))
    config.set_main_option("script_location", str(_HERE))
    config.attributes["database"] = database

    def upgrade(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    url = URL.create(
        "postgresql+asyncpg", username=migrator["user"], password=migrator["password"], database=migrator["database"],
        port=migrator.get("port"), query={"host": str(migrator["host"])},
    )  # fmt: skip
    engine = create_async_engine(url, connect_args={"ssl": migrator["ssl"]} if "ssl" in migrator else {})
    async with engine.begin() as connection:
        await connection.run_sync(upgrade)
    await engine.dispose()
