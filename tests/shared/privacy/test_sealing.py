"""Personal values are sealed under a person's key; with the key gone they are gone, everywhere."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg
import pytest

from shared.crypto import unwrap, wrap
from shared.ids import new_id
from shared.kernel import Sealed
from shared.privacy import (
    Algorithm,
    BlindIndex,
    KeyRing,
    MemoryKeyStore,
    NotCatalogued,
    NotGenuine,
    PostgresKeyStore,
    Sealer,
    bring_keystore,
    keystore,
    open_keystore,
)
from tests.servers import TestDatabase

NAME, NUMBER, PHONE = "personnel.worker.name", "personnel.worker.id_number", "personnel.worker.phone"
MASTER = bytes(range(32))
BLIND = BlindIndex(b"i" * 32)
PLAIN = {NAME: "欧阳修", NUMBER: "11010519491231002X", PHONE: "13800138000"}


@pytest.fixture(scope="module")
async def key_database(database: TestDatabase) -> TestDatabase:
    """The key store's schema beside the log's, for this test only."""
    connection = await asyncpg.connect(**database.superuser)
    await bring_keystore(connection, owner=f"{database.name}_owner", app=database.app["user"])
    await connection.close()
    return database


@asynccontextmanager
async def postgres_store(database: TestDatabase, algorithm: Algorithm) -> AsyncIterator[PostgresKeyStore]:
    async with asyncpg.create_pool(min_size=1, max_size=2, **database.app) as pool:
        yield PostgresKeyStore(pool, KeyRing(None, None, {1: MASTER}), algorithm)


@pytest.fixture(params=["memory", "postgres"])
def where(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=list(Algorithm), ids=lambda algorithm: str(algorithm.name))
async def sealer(request: pytest.FixtureRequest, where: str, key_database: TestDatabase) -> AsyncIterator[Sealer]:
    """Every store with every algorithm passes the same tests."""
    algorithm: Algorithm = request.param
    if where == "memory":
        yield Sealer(store=MemoryKeyStore(algorithm), blind=BLIND)
    else:
        async with postgres_store(key_database, algorithm) as store:
            yield Sealer(store=store, blind=BLIND)


async def opened(sealer: Sealer, person: UUID, sealed: dict[str, Sealed]) -> dict[str, str | None]:
    values = await sealer.open_many([(person, name, value) for name, value in sealed.items()])
    return dict(zip(sealed, values, strict=True))


async def test_what_was_sealed_is_opened_again(sealer: Sealer) -> None:
    person = new_id()
    sealed = await sealer.seal(person, PLAIN)
    assert await opened(sealer, person, sealed) == PLAIN


async def test_a_token_shows_nothing_of_its_value_and_never_repeats(sealer: Sealer) -> None:
    person = new_id()
    tokens = [(await sealer.seal(person, {NAME: "欧阳修"}))[NAME].token for _ in range(3)]
    assert len(set(tokens)) == 3
    raw = [urlsafe_b64decode(token + "=" * (-len(token) % 4)) for token in tokens]
    assert not any("欧阳修".encode() in each or person.bytes in each for each in raw)
    assert len({each[1] for each in raw}) == 1


async def test_with_the_key_destroyed_every_value_is_gone_and_nobody_elses(sealer: Sealer) -> None:
    erased, other = new_id(), new_id()
    sealed = await sealer.seal_many([(erased, PLAIN), (other, PLAIN)])
    assert await sealer.store.destroy(erased) == 2, "one key for identity, one for contact"
    assert await opened(sealer, erased, sealed[0]) == dict.fromkeys(PLAIN)
    assert await opened(sealer, other, sealed[1]) == PLAIN
    assert await sealer.store.destroy(erased) == 0


async def test_what_is_sealed_after_an_erasure_has_a_new_key_and_the_old_stays_gone(sealer: Sealer) -> None:
    person = new_id()
    before = await sealer.seal(person, {NAME: "旧"})
    await sealer.store.destroy(person)
    after = await sealer.seal(person, {NAME: "新"})
    assert await opened(sealer, person, before) == {NAME: None}
    assert await opened(sealer, person, after) == {NAME: "新"}


async def test_a_token_belongs_to_its_person_and_its_field(sealer: Sealer) -> None:
    person, other = new_id(), new_id()
    (mine, _) = await sealer.seal_many([(person, PLAIN), (other, PLAIN)])
    for asked in (
        (other, NAME, mine[NAME]),
        (person, NUMBER, mine[NAME]),
        (person, "payroll.entitlement.bank_account", mine[NAME]),
    ):
        with pytest.raises(NotGenuine):
            await sealer.open_many([asked])


async def test_a_token_changed_anywhere_is_not_genuine_or_has_no_key(sealer: Sealer) -> None:
    person = new_id()
    token = (await sealer.seal(person, {NAME: "欧阳修"}))[NAME].token
    raw = bytearray(urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    for at in range(len(raw)):
        changed = bytearray(raw)
        changed[at] ^= 1
        value = Sealed(urlsafe_b64encode(bytes(changed)).decode())
        if 2 <= at < 18:
            assert await sealer.open_many([(person, NAME, value)]) == [None], (
                "another key id: a key that does not exist"
            )
        else:
            with pytest.raises(NotGenuine):
                await sealer.open_many([(person, NAME, value)])


@pytest.mark.parametrize("token", ["", "A", "AQE", "not a token", "名", "AQE" + "A" * 50, "/" * 80])
async def test_what_is_no_token_is_not_genuine(token: str) -> None:
    sealer = Sealer(store=MemoryKeyStore(), blind=BLIND)
    with pytest.raises(NotGenuine):
        await sealer.open_many([(new_id(), NAME, Sealed(token))])


async def test_a_field_that_nobody_described_cannot_be_sealed(sealer: Sealer) -> None:
    person = new_id()
    for unknown in ("personnel.worker.hobby", "name", ""):
        with pytest.raises(NotCatalogued):
            await sealer.seal(person, {NAME: "欧阳修", unknown: "x"})
    assert await sealer.store.destroy(person) == 0, "not even a key was made"


async def test_nothing_asked_is_nothing_answered(sealer: Sealer) -> None:
    assert await sealer.seal(new_id(), {}) == {}
    assert await sealer.seal_many([]) == []
    assert await sealer.open_many([]) == []


async def test_many_people_are_sealed_and_opened_in_order(sealer: Sealer) -> None:
    people = [(new_id(), {NAME: f"第{n}人", PHONE: str(n)}) for n in range(300)]
    sealed = await sealer.seal_many(people)
    asked = [(person, NAME, row[NAME]) for (person, _), row in zip(people, sealed, strict=True)]
    assert await sealer.open_many(asked) == [f"第{n}人" for n in range(300)]


async def test_a_person_keeps_one_key_for_each_purpose(sealer: Sealer) -> None:
    person = new_id()
    first = await sealer.store.keys_for([(person, "identity"), (person, "contact"), (person, "identity")])
    again = await sealer.store.keys_for([(person, "identity")])
    assert again[person, "identity"] == first[person, "identity"] != first[person, "contact"]


@pytest.mark.parametrize("algorithm", list(Algorithm))
async def test_a_token_names_its_format_and_the_algorithm_of_its_key(algorithm: Algorithm) -> None:
    sealer = Sealer(store=MemoryKeyStore(algorithm), blind=BLIND)
    token = (await sealer.seal(new_id(), {NAME: "欧阳修"}))[NAME].token
    assert tuple(urlsafe_b64decode(token[:4])[:2]) == (1, algorithm)


class TestThePostgresStore:
    """What only the real one promises."""

    async def test_another_process_makes_no_second_key(self, key_database: TestDatabase) -> None:
        person = new_id()
        async with (
            postgres_store(key_database, Algorithm.AES_256_GCM) as one,
            postgres_store(key_database, Algorithm.AES_256_GCM) as two,
        ):
            keys = [await store.keys_for([(person, "identity")]) for store in (one, two, one)]
        assert keys[0] == keys[1] == keys[2]

    async def test_changing_the_algorithm_leaves_everybody_readable(self, key_database: TestDatabase) -> None:
        old, new = new_id(), new_id()
        async with postgres_store(key_database, Algorithm.AES_256_GCM) as store:
            before = await Sealer(store=store, blind=BLIND).seal(old, {NAME: "旧"})
        async with postgres_store(key_database, Algorithm.SM4_GCM) as store:
            sealer = Sealer(store=store, blind=BLIND)
            assert await opened(sealer, old, before) == {NAME: "旧"}
            for person in (old, new):
                assert await opened(sealer, person, await sealer.seal(person, {NAME: "新"})) == {NAME: "新"}

    async def test_a_key_destroyed_elsewhere_is_forgotten_after_a_minute(
        self, key_database: TestDatabase, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = 1_000.0
        monkeypatch.setattr(keystore, "monotonic", lambda: now)
        person = new_id()
        async with (
            postgres_store(key_database, Algorithm.AES_256_GCM) as one,
            postgres_store(key_database, Algorithm.AES_256_GCM) as two,
        ):
            sealer = Sealer(store=one, blind=BLIND)
            sealed = await sealer.seal(person, {NAME: "欧阳修"})
            assert await two.destroy(person) == 1
            now += keystore.CACHE_SECONDS - 1
            assert await opened(sealer, person, sealed) == {NAME: "欧阳修"}
            now += 2
            assert await opened(sealer, person, sealed) == {NAME: None}

    async def test_keys_lie_there_wrapped_only(self, key_database: TestDatabase) -> None:
        person = new_id()
        async with postgres_store(key_database, Algorithm.AES_256_GCM) as store:
            keys = await store.keys_for([(person, "identity")])
        (key_id, key) = keys[person, "identity"]
        connection = await asyncpg.connect(**key_database.app)
        row = await connection.fetchrow("select wrapped, wrapped_by from keys.person_key where key_id = $1", key_id)
        await connection.close()
        assert key not in row["wrapped"]
        assert row["wrapped_by"] == 1
        assert unwrap(Algorithm.AES_256_GCM, MASTER, key_id, row["wrapped"]) == key

    async def test_the_application_may_not_change_a_key(self, key_database: TestDatabase) -> None:
        connection = await asyncpg.connect(**key_database.app)
        for statement in (
            "update keys.person_key set wrapped = ''",
            "insert into keys.person_key values (gen_random_uuid(), gen_random_uuid(), 'identity', '', now(), 1, 1)",
            "update keys.ring set current = 2",
            "truncate keys.person_key",
            "drop table keys.person_key",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
        await connection.close()

    async def test_another_master_key_opens_nothing(self, key_database: TestDatabase) -> None:
        person = new_id()
        async with postgres_store(key_database, Algorithm.AES_256_GCM) as store:
            await store.keys_for([(person, "identity")])
        with pytest.raises(NotGenuine):
            async with open_keystore(key_database.app, KeyRing(None, None, {1: b"x" * 32})) as other:
                await other.keys_for([(person, "identity")])


@pytest.mark.parametrize("algorithm", list(Algorithm))
def test_a_wrapped_key_belongs_to_its_id(algorithm: Algorithm) -> None:
    key_id, key = new_id(), b"k" * algorithm.key_bytes
    wrapped = wrap(algorithm, MASTER, key_id, key)
    assert unwrap(algorithm, MASTER, key_id, wrapped) == key
    for changed in (wrapped[:-1] + bytes((wrapped[-1] ^ 1,)), b"", wrapped[:20]):
        with pytest.raises(NotGenuine):
            unwrap(algorithm, MASTER, key_id, changed)
    with pytest.raises(NotGenuine):
        unwrap(algorithm, MASTER, new_id(), wrapped)


def test_the_blind_index_finds_the_same_number_and_tells_nothing_of_it() -> None:
    found = BLIND.of(NUMBER, "11010519491231002X")
    assert found == BLIND.of(NUMBER, "11010519491231002X")
    assert len({found, BLIND.of(NUMBER, "440524188001010014"), BLIND.of(NAME, "11010519491231002X")}) == 3
    assert found != BlindIndex(b"j" * 32).of(NUMBER, "11010519491231002X")
    assert "11010519491231002X" not in found
    assert BLIND.of("a", "b\x00c") != BLIND.of("a\x00b", "d")
    assert "iii" not in repr(BLIND)
    assert BlindIndex(b"i" * 32, "sm3").of(NUMBER, "11010519491231002X") != found


async def test_a_file_is_sealed_under_a_key_of_its_own_and_goes_with_it(sealer: Sealer) -> None:
    holder, other, body = new_id(), new_id(), "姓名,身份证号".encode() * 1_000
    sealed = await sealer.seal_file(holder, body)
    assert "姓名".encode() not in sealed
    assert await sealer.open_file(holder, sealed) == body
    with pytest.raises(NotGenuine):
        await sealer.open_file(other, sealed)
    assert await sealer.store.destroy(holder, ("file",)) == 1
    assert await sealer.open_file(holder, sealed) is None


async def test_a_key_is_destroyed_by_purpose(sealer: Sealer) -> None:
    person = new_id()
    sealed = await sealer.seal(person, PLAIN)
    assert await sealer.store.destroy(person, ("contact", "pay")) == 1
    assert await opened(sealer, person, sealed) == {**PLAIN, PHONE: None}
    assert await sealer.store.destroy_all([(person, "identity"), (person, "contact"), (new_id(), "identity")]) == 1
    assert await opened(sealer, person, sealed) == dict.fromkeys(PLAIN)
