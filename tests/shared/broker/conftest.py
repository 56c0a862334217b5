"""Servers of the module's own, because these tests break them, and fresh databases for each test."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from deploy.broker.accounts import accounts
from deploy.local.servers import Servers
from tests.servers import TestDatabase, as_operator, fresh_database, watched
from tests.shared.broker.notes import NOTES, Poison, hearing

_numbers = count()


@pytest.fixture(scope="module")
async def breakable(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Servers]:
    known = watched(accounts((NOTES, hearing(Poison()))))
    async with Servers(Path(tmp_path_factory.mktemp("broker")), accounts=known) as servers:
        yield servers


class Broker:
    """The broker of a test, as an operator with a hammer sees it."""

    def __init__(self, servers: Servers) -> None:
        self._servers = servers
        self.access = servers.addresses.broker

    @property
    def _store(self) -> Path:
        return self._servers.nats.program.log.parent / "store"

    async def stop(self) -> None:
        await self._servers.nats.stop()

    async def start(self) -> None:
        await self._servers.nats.start()

    async def kill(self) -> None:
        await self._servers.kill_nats()

    def save_store(self, to: Path) -> None:
        shutil.copytree(self._store, to)

    def restore_store(self, saved: Path) -> None:
        owner = self._store.stat()
        shutil.rmtree(self._store)
        shutil.copytree(saved, self._store)
        for path in (self._store, *self._store.rglob("*")):
            shutil.chown(path, owner.st_uid, owner.st_gid)

    async def sequences(self) -> list[tuple[int, str]]:
        """(sequence, hash) of everything in the stream."""
        async with self.client() as client:
            js = client.jetstream()
            state = (await js.stream_info("NOTES")).state
            subscription = await js.subscribe(">", stream="NOTES", ordered_consumer=True)
            messages = [await subscription.next_msg(timeout=5) for _ in range(state.messages)]
        return [(m.metadata.sequence.stream, (m.headers or {})["hash"]) for m in messages]

    async def last(self) -> int:
        async with self.client() as client:
            return int((await client.jetstream().stream_info("NOTES")).state.last_seq)

    async def forget(self) -> None:
        """Delete every stream there is."""
        for stream in (
            user.removeprefix("operator-") for user in self.access.passwords if user.startswith("operator-")
        ):
            async with self.client(stream) as client:
                for info in await client.jetstream().streams_info():
                    await client.jetstream().delete_stream(str(info.config.name))

    @asynccontextmanager
    async def client(self, stream: str = "NOTES") -> AsyncIterator[Any]:
        client = await as_operator(self.access, stream)
        try:
            yield client
        finally:
            await client.close()


@pytest.fixture
async def broker(breakable: Servers) -> Broker:
    broker = Broker(breakable)
    await broker.forget()
    return broker


@pytest.fixture
async def notes_database(breakable: Servers) -> AsyncIterator[TestDatabase]:
    async with fresh_database(breakable.addresses, f"notes_{next(_numbers)}") as made:
        yield made


@pytest.fixture
async def hearing_database(breakable: Servers) -> AsyncIterator[TestDatabase]:
    async with fresh_database(breakable.addresses, f"hearing_{next(_numbers)}") as made:
        yield made
