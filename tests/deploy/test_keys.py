"""Whoever keeps the ring: migrated, rotated, shredded and restored from the command line, as a job would."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from deploy.local.county import superuser
from deploy.local.servers import Servers
from deploy.services import SERVICES
from shared.ids import new_id
from shared.migrations import Database, prepare
from shared.privacy import BlindIndex, KeyRing, Sealer, open_keystore
from shared.settings import Settings
from tests.journeys.test_many_processes import environment

ROOT = Path(__file__).parents[2]
NAME = "personnel.worker.name"


@dataclass(frozen=True, slots=True)
class Place:
    """Servers with empty databases, and the environment of a job beside them."""

    servers: Servers
    environment: Mapping[str, str]
    folder: Path

    async def job(self, *command: str, **changed: str) -> "subprocess.CompletedProcess[str]":
        given = {**os.environ, **self.environment, **changed}

        def run() -> "subprocess.CompletedProcess[str]":
            return subprocess.run(
                [sys.executable, "-m", *command], cwd=ROOT, env=given, capture_output=True, text=True, check=False
            )

        return await asyncio.to_thread(run)


@pytest.fixture(scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Place]:
    folder = tmp_path_factory.mktemp("keys")
    async with Servers(folder / "state") as servers:
        for name in (*SERVICES, "keys"):
            database = Database(name=name)
            roles = (database.app, database.projector, database.migrator)
            await prepare(
                superuser(servers.addresses, "postgres"), database, {role: servers.state.secret(role) for role in roles}
            )
        given = environment(servers, folder)
        rings = {"CW_KEY_RING_DIR": str(folder / "ring"), "CW_KEY_BACKUP_DIR": str(folder / "backup")}
        yield Place(servers, {**given, **rings}, folder)


async def test_the_key_store_is_migrated_with_the_services_and_twice_is_once(place: Place) -> None:
    first = await place.job("deploy.migrate")
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines()[0] == "keys: brought to the newest schema"
    again = await place.job("deploy.migrate")
    assert again.stdout.splitlines() == [f"{name}: up to date" for name in ("keys", *SERVICES)]


async def test_rotated_shredded_and_restored_everybody_can_still_be_read(place: Place) -> None:
    settings = Settings.from_environment(place.environment)
    ring, person = KeyRing(settings.key_ring, settings.master_key_file), new_id()
    connection = settings.connection("keys_app", "keys")
    async with open_keystore(connection, ring) as store:
        sealed = await Sealer(store=store, blind=BlindIndex(b"i" * 32)).seal(person, {NAME: "欧阳修"})
    rotated = await place.job("deploy.keys", "rotate")
    assert (rotated.returncode, rotated.stdout) == (0, "current wrapping key: 2\n"), rotated.stderr
    assert ring.numbers == [1, 2]
    shredded = await place.job("deploy.keys", "shred")
    assert (shredded.returncode, shredded.stdout) == (0, "the only wrapping key: 3\n"), shredded.stderr
    assert ring.numbers == [3]
    assert settings.master_key_file is not None
    assert not settings.master_key_file.exists()
    owner = await asyncpg.connect(**superuser(place.servers.addresses, "keys"))
    await owner.execute("delete from keys.person_key")
    await owner.close()
    restored = await place.job("deploy.keys", "restore", str(place.folder / "backup" / "keys.jsonl"))
    assert (restored.returncode, restored.stdout) == (0, "keys that came back: 1\n"), restored.stderr
    async with open_keystore(connection, KeyRing(settings.key_ring)) as store:
        sealer = Sealer(store=store, blind=BlindIndex(b"i" * 32))
        assert await sealer.open_many([(person, NAME, sealed[NAME])]) == ["欧阳修"]


async def test_what_is_missing_is_named(place: Place) -> None:
    nowhere = await place.job("deploy.keys", "shred", CW_KEY_BACKUP_DIR="")
    assert (nowhere.returncode, "CW_KEY_BACKUP_DIR is not set" in nowhere.stderr) == (1, True)
    nothing = await place.job("deploy.keys", "rotate", CW_KEY_RING_DIR="")
    assert (nothing.returncode, "CW_MASTER_KEY_FILE" in nothing.stderr) == (1, True)
