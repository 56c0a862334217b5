"""The ring of wrapping keys is turned while everybody works; what only a destroyed key opens is gone from every copy."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from shared.crypto import unwrap, wrap
from shared.ids import new_id
from shared.kernel import Sealed
from shared.privacy import (
    KEYSTORE_0001,
    Algorithm,
    BlindIndex,
    KeyRing,
    NotGenuine,
    NotInRing,
    PostgresKeyStore,
    Sealer,
    bring_keystore,
    restore,
    rotate,
    shred,
    turning,
)
from tests.servers import TestDatabase

NAME = "personnel.worker.name"


@pytest.fixture(scope="module")
async def owner(database: TestDatabase) -> AsyncIterator[Any]:
    """Whoever keeps the ring."""
    connection = await asyncpg.connect(**database.superuser)
    await bring_keystore(connection, owner=f"{database.name}_owner", app=database.app["user"])
    await connection.execute(f"set role {database.name}_owner")
    yield connection
    await connection.close()


@pytest.fixture
async def ring(owner: Any, tmp_path: Path) -> KeyRing:
    """An empty store whose current key is the first of a fresh ring."""
    await owner.execute("delete from keys.person_key")
    await owner.execute("update keys.ring set current = 1, owed = 0")
    ring = KeyRing(tmp_path / "ring")
    assert ring.add() == 1
    return ring


@asynccontextmanager
async def process(database: TestDatabase, ring: KeyRing) -> AsyncIterator[Sealer]:
    """Another process: a pool and a view of the ring of its own."""
    async with asyncpg.create_pool(min_size=1, max_size=4, **database.app) as pool:
        store = PostgresKeyStore(pool, KeyRing(ring.folder))
        yield Sealer(store=store, blind=BlindIndex(b"i" * 32))


async def copied(owner: Any) -> list[tuple[UUID, bytes, int]]:
    """What a base backup, a dead row or the write-ahead log still holds."""
    rows = await owner.fetch("select key_id, wrapped, wrapped_with from keys.person_key")
    return [tuple(row) for row in rows]


def opens(ring: KeyRing, copy: tuple[UUID, bytes, int]) -> bool:
    key_id, wrapped, cipher = copy
    for number in ring.numbers:
        try:
            unwrap(Algorithm(cipher), ring.key(number), key_id, wrapped)
        except NotGenuine:
            continue
        return True
    return False


async def test_keys_made_while_the_ring_turns_again_and_again_are_never_lost(
    database: TestDatabase, owner: Any, ring: KeyRing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning, "CHUNK", 7)
    people: list[tuple[UUID, Sealed]] = []

    async def hire(sealer: Sealer) -> None:
        for _ in range(60):
            person = new_id()
            people.append((person, (await sealer.seal(person, {NAME: f"人{person}"}))[NAME]))

    async with process(database, ring) as one, process(database, ring) as two:
        hiring = [asyncio.create_task(hire(sealer)) for sealer in (one, two) for _ in range(8)]
        last = 1
        while not all(task.done() for task in hiring):
            assert await shred(owner, ring, tmp_path / "backup" / "keys.jsonl") == last + 1
            last += 1
            assert ring.numbers == [last]
        await asyncio.gather(*hiring)
    assert last > 3
    assert len(people) == 960
    async with process(database, ring) as fresh:
        opened = await fresh.open_many([(person, NAME, value) for person, value in people])
    assert opened == [f"人{person}" for person, _ in people]


async def test_a_process_that_noticed_the_new_key_while_reading_goes_on_sealing(
    database: TestDatabase, owner: Any, ring: KeyRing, tmp_path: Path
) -> None:
    person, view = new_id(), KeyRing(ring.folder)
    async with asyncpg.create_pool(min_size=1, max_size=2, **database.app) as pool:
        sealer = Sealer(store=PostgresKeyStore(pool, view), blind=BlindIndex(b"i" * 32))
        await sealer.seal(person, {NAME: "欧阳修"})
        await shred(owner, ring, tmp_path / "keys.jsonl")
        view.reload()
        sealed = await sealer.seal(person, {NAME: "苏轼"})
        assert await sealer.open_many([(person, NAME, sealed[NAME])]) == ["苏轼"]


async def test_whoever_turns_the_ring_waits_for_keys_on_their_way(
    database: TestDatabase, owner: Any, ring: KeyRing, tmp_path: Path
) -> None:
    person, key_id = new_id(), new_id()
    wrapped = wrap(Algorithm.AES_256_GCM, ring.key(1), key_id, b"k" * 32)
    slow = await asyncpg.connect(**database.app)
    try:
        late = slow.transaction()
        await late.start()
        await slow.fetch("select * from keys.keep(1, 1, $1, $2, $3, $4)", [key_id], [person], ["care"], [wrapped])
        turning_it = asyncio.create_task(shred(owner, ring, tmp_path / "keys.jsonl"))
        while not turning_it.done() and not await slow.fetchval(
            "select count(*) from pg_locks where not granted and locktype = 'advisory'"
        ):
            await asyncio.sleep(0.01)
        await late.commit()
        assert await turning_it == 2
    finally:
        await slow.close()
    async with process(database, ring) as sealer:
        assert await sealer.store.keys([key_id]) == {key_id: b"k" * 32}


async def test_after_shredding_no_older_copy_of_an_erased_key_opens(
    database: TestDatabase, owner: Any, ring: KeyRing, tmp_path: Path
) -> None:
    erased, other = new_id(), new_id()
    async with process(database, ring) as sealer:
        await sealer.seal_many([(erased, {NAME: "欧阳修"}), (other, {NAME: "苏轼"})])
        before = await copied(owner)
        assert all(opens(ring, copy) for copy in before)
        assert await owner.fetchval("select owed from keys.ring") == 0
        await sealer.store.destroy(erased)
        await sealer.store.destroy(erased)
        assert await owner.fetchval("select owed from keys.ring") == 1
        await shred(owner, ring, tmp_path / "keys.jsonl")
    assert await owner.fetchval("select owed from keys.ring") == 0
    assert not any(opens(ring, copy) for copy in before), "also the copy of the key that lives on"
    assert [opens(ring, copy) for copy in await copied(owner)] == [True]
    assert str(erased) not in (tmp_path / "keys.jsonl").read_text()


@dataclass
class BeforeTheBackup:
    """The owner's connection, held up where the backup would be read."""

    connection: Any
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def fetch(self, statement: str, *given: Any) -> Any:
        if " where " not in statement:
            self.reached.set()
            await self.go_on.wait()
        return await self.connection.fetch(statement, *given)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)


async def test_shreddings_take_turns_and_the_backup_is_of_the_last(
    database: TestDatabase, owner: Any, ring: KeyRing, tmp_path: Path
) -> None:
    backup, person = tmp_path / "keys.jsonl", new_id()
    async with process(database, ring) as sealer:
        await sealer.seal(person, {NAME: "欧阳修"})
    other = await asyncpg.connect(**database.superuser)
    try:
        held_up = BeforeTheBackup(owner)
        first = asyncio.create_task(shred(held_up, ring, backup))
        await held_up.reached.wait()
        second = asyncio.create_task(shred(other, KeyRing(ring.folder), backup))
        async with asyncpg.create_pool(min_size=1, max_size=1, **database.superuser) as watching:
            while not second.done() and not await watching.fetchval(
                "select count(*) from pg_locks where not granted and locktype = 'advisory'"
            ):
                await asyncio.sleep(0.01)
        held_up.go_on.set()
        assert (await first, await second) == (2, 3)
    finally:
        await other.close()
    fresh = KeyRing(ring.folder)
    assert fresh.numbers == [3]
    await owner.execute("delete from keys.person_key")
    assert await restore(owner, fresh, backup) == 1


async def test_the_only_backup_brings_back_everybody_but_the_erased(
    database: TestDatabase, owner: Any, ring: KeyRing, tmp_path: Path
) -> None:
    people = [new_id() for _ in range(3)]
    async with process(database, ring) as sealer:
        sealed = await sealer.seal_many([(person, {NAME: str(person)}) for person in people])
        await sealer.store.destroy(people[0])
        await shred(owner, ring, tmp_path / "keys.jsonl")
    await owner.execute("update keys.person_key set wrapped_by = 1, wrapped = 'older copy of the database'")
    await owner.execute("update keys.ring set current = 1")
    assert await restore(owner, ring, tmp_path / "keys.jsonl") == 2
    assert await restore(owner, ring, tmp_path / "keys.jsonl") == 0
    asked = [(person, NAME, row[NAME]) for person, row in zip(people, sealed, strict=True)]
    async with process(database, ring) as sealer:
        assert await sealer.open_many(asked) == [None, str(people[1]), str(people[2])]


async def test_a_backup_of_before_the_last_shredding_is_refused(
    database: TestDatabase, owner: Any, ring: KeyRing, tmp_path: Path
) -> None:
    async with process(database, ring) as sealer:
        await sealer.seal(new_id(), {NAME: "欧阳修"})
    await shred(owner, ring, tmp_path / "old.jsonl")
    await shred(owner, ring, tmp_path / "new.jsonl")
    with pytest.raises(NotInRing):
        await restore(owner, ring, tmp_path / "old.jsonl")


async def test_turning_changes_the_cipher_of_every_wrapping(database: TestDatabase, owner: Any, ring: KeyRing) -> None:
    person = new_id()
    async with process(database, ring) as sealer:
        sealed = await sealer.seal(person, {NAME: "欧阳修"})
        await rotate(owner, ring, Algorithm.SM4_GCM)
        assert {cipher for _, _, cipher in await copied(owner)} == {Algorithm.SM4_GCM}
        assert ring.numbers == [1, 2], "a rotation alone destroys nothing"
    async with process(database, ring) as sealer:
        assert await sealer.open_many([(person, NAME, sealed[NAME])]) == ["欧阳修"]


async def test_a_process_whose_ring_lacks_the_key_says_so_and_makes_none(
    database: TestDatabase, owner: Any, ring: KeyRing, tmp_path: Path
) -> None:
    strange = KeyRing(tmp_path / "elsewhere")
    strange.add()
    await owner.execute("update keys.ring set current = 9")
    async with process(database, strange) as sealer:
        with pytest.raises(NotInRing):
            await sealer.seal(new_id(), {NAME: "欧阳修"})
    assert await owner.fetchval("select count(*) from keys.person_key") == 0


async def test_a_store_of_the_first_form_is_brought_on_and_keeps_its_keys(owner: Any, database: TestDatabase) -> None:
    connection = await asyncpg.connect(**database.superuser)
    try:
        async with connection.transaction():
            await connection.execute("alter schema keys rename to keys_aside")
            for statement in KEYSTORE_0001:
                await connection.execute(statement)
            await connection.execute(
                "insert into keys.person_key values (gen_random_uuid(), gen_random_uuid(), 'care', 'x')"
            )
            await connection.execute(f"alter schema keys owner to {database.name}_owner")
            await connection.execute(f"alter table keys.person_key owner to {database.name}_owner")
            assert await bring_keystore(connection, owner=f"{database.name}_owner", app=database.app["user"])
            assert not await bring_keystore(connection, owner=f"{database.name}_owner", app=database.app["user"])
            row = await connection.fetchrow("select wrapped_by, wrapped_with from keys.person_key")
            assert tuple(row) == (1, Algorithm.AES_256_GCM)
            await connection.execute("reset role")
            await connection.execute("drop schema keys cascade")
            await connection.execute("alter schema keys_aside rename to keys")
    finally:
        await connection.close()
