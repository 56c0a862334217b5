"""The log under seals, in a real database: when, exactly once, resumed, append-only; and proofs read from there."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import count

import asyncpg
import pytest

from deploy.local.servers import Addresses
from shared.crypto import SHA_256, SM3
from shared.eventlog import Codec, HoleInLog, PostgresLog, open_log
from shared.ids import new_id
from shared.proof import SealsChanged, SealStore
from shared.proof.tree import Frontier, consistent, included
from shared.testing.log_cases import NOTES, notes
from tests.servers import TestDatabase, fresh_database
from tests.shared.proof.house import Watch, found, rehashed, sealed, sealer, whole_log, write

_numbers = count()


@pytest.fixture
async def own(addresses: Addresses) -> AsyncIterator[TestDatabase]:
    async with fresh_database(addresses, f"sealed_{next(_numbers)}") as made:
        yield made


@pytest.fixture
async def log(own: TestDatabase) -> AsyncIterator[PostgresLog]:
    async with open_log(Codec.of([NOTES]), own.app) as opened:
        yield opened


async def sizes(log: PostgresLog) -> list[tuple[int, int]]:
    return [(seal.first, seal.size) for seal in await SealStore(log.pool).page(0, 1_000)]


async def root_of(log: PostgresLog, size: int, algorithm: str = SHA_256) -> bytes:
    rows = await log.pool.fetch("select hash from log.event where position <= $1 order by position", size)
    return Frontier(algorithm=algorithm).grown(row[0] for row in rows)[0].root()


async def test_a_seal_is_made_every_thousand_events_and_of_fewer_after_sixty_seconds(
    log: PostgresLog, own: TestDatabase
) -> None:
    watch = Watch()
    made = sealer(log, own, watch)
    await made.resume()
    watch.seconds = 1_000
    assert not await made.step()  # an empty log needs no seal
    await write(log, 2_005)
    assert await made.step()
    assert await made.step()
    assert not await made.step()
    watch.seconds += 59
    await write(log, 3)
    assert not await made.step()
    watch.seconds += 1
    assert await made.step()
    assert await sizes(log) == [(1, 1_000), (1_001, 2_000), (2_001, 2_008)]
    watch.seconds += 1_000
    assert not await made.step()
    newest = await SealStore(log.pool).newest()
    assert newest is not None
    assert newest.root == await root_of(log, 2_008)


async def test_a_sealer_that_was_killed_at_any_moment_goes_on_from_the_stored_seals(
    log: PostgresLog, own: TestDatabase
) -> None:
    await write(log, 1_500)
    await sealer(log, own).step()  # reads and seals a thousand, then is gone
    lost = sealer(log, own)
    await lost.resume()
    await lost.step()  # has read five hundred, signs nothing, is gone
    await write(log, 600)
    await sealed(log, own)
    assert await sizes(log) == [(1, 1_000), (1_001, 2_000), (2_001, 2_100)]
    assert found(await whole_log(log))[0] == 0


async def test_two_sealers_at_once_make_one_row_of_seals(log: PostgresLog, own: TestDatabase) -> None:
    both = [sealer(log, own), sealer(log, own)]
    await write(log, 5_000)
    for one in both:
        await one.resume()
    for _ in range(5):
        await asyncio.gather(*(one.step() for one in both))
    assert await sizes(log) == [(n + 1, n + 1_000) for n in range(0, 5_000, 1_000)]
    assert found(await whole_log(log))[0] == 0


async def test_a_running_sealer_waits_for_the_other_and_takes_over(log: PostgresLog, own: TestDatabase) -> None:
    first, second = sealer(log, own), sealer(log, own)
    running = asyncio.create_task(first.run())
    await write(log, 10)
    assert await first.now() == 10
    standing_by = asyncio.create_task(second.run())
    await write(log, 5)
    assert await first.now() == 15
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await write(log, 5)
    assert await second.now() == 20
    standing_by.cancel()
    await asyncio.gather(standing_by, return_exceptions=True)
    assert await sizes(log) == [(1, 10), (11, 15), (16, 20)]


async def test_sealing_goes_on_while_many_append(log: PostgresLog, own: TestDatabase) -> None:
    made, done = sealer(log, own), asyncio.Event()
    await made.resume()

    async def seal() -> None:
        while not done.is_set() or made.size + 1_000 <= await log.head():
            await made.step()

    sealing = asyncio.create_task(seal())
    await asyncio.gather(*(write(log, 300) for _ in range(16)))
    done.set()
    await sealing
    assert [size for _, size in await sizes(log)] == [1_000, 2_000, 3_000, 4_000]
    assert found(await whole_log(log))[0] == 0


async def test_a_hole_in_the_log_is_never_sealed_over(log: PostgresLog, own: TestDatabase) -> None:
    await write(log, 30)
    await as_superuser(own, "delete from log.event where position = 17")
    with pytest.raises(HoleInLog):
        await sealer(log, own).step()


async def as_superuser(own: TestDatabase, statement: str) -> None:
    """Past every trigger, as nobody should be able to."""
    root = await asyncpg.connect(**own.superuser)
    await root.execute("set session_replication_role = replica")
    await root.execute(statement)
    await root.close()


@pytest.mark.parametrize(
    "statement",
    [
        "update log.seal set frontier = set_byte(frontier, 0, 1 - get_byte(frontier, 0) % 2)",
        "update log.seal set frontier = ''",
        "update log.seal set note = replace(note, E'\\n10\\n', E'\\n11\\n')",
    ],
)
async def test_seals_that_somebody_exchanged_stop_the_sealer(
    log: PostgresLog, own: TestDatabase, statement: str
) -> None:
    await write(log, 10)
    await sealed(log, own)
    await as_superuser(own, statement)
    with pytest.raises(SealsChanged):
        await sealer(log, own).resume()


async def test_an_actor_changed_by_a_superuser_is_found_in_the_export(log: PostgresLog, own: TestDatabase) -> None:
    await write(log, 30)
    await sealed(log, own)
    await as_superuser(own, "update log.event set actor = 'somebody else' where position = 12")
    assert found(await whole_log(log)) == (12, "its columns say something else than its bytes")
    await as_superuser(own, "update log.event set meta = 'no json'::bytea where position = 9")
    assert found(await whole_log(log))[0] == 9


async def test_events_cut_off_by_a_superuser_are_missed_by_the_seals(log: PostgresLog, own: TestDatabase) -> None:
    await write(log, 30)
    await sealed(log, own)
    await as_superuser(own, "delete from log.event where position > 27")
    assert found(await whole_log(log)) == (28, "missing: 30 positions were sealed")
    await as_superuser(own, "delete from log.event where position = 17")
    assert found(await whole_log(log)) == (17, "missing: 18 stands in its place")


TABLES = ("seal", "tile", "cosignature", "witnessed", "disputed")


@pytest.mark.parametrize("table", TABLES)
async def test_nobody_can_change_what_the_seals_keep(database: TestDatabase, table: str) -> None:
    app, root = await asyncpg.connect(**database.app), await asyncpg.connect(**database.superuser)
    statements = (f"delete from log.{table}", f"truncate log.{table}", f"insert into log.{table} default values")
    for statement in statements:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute(statement)
    for statement in statements[:2]:
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match=f"log.{table} is append-only"):
            await root.execute(statement)
    await app.close()
    await root.close()


async def test_a_seal_beyond_the_log_or_before_the_last_one_is_not_taken(log: PostgresLog, own: TestDatabase) -> None:
    await write(log, 20)
    seal = await sealed(log, own)
    store = SealStore(log.pool)
    assert not await store.add(seal, [])
    assert not await store.add(seal._replace(first=21, size=22), [])
    assert not await store.add(seal._replace(first=15, size=18), [])


@pytest.mark.parametrize("algorithm", [SHA_256, SM3])
async def test_every_kind_of_proof_is_read_from_kept_subtrees(
    log: PostgresLog, own: TestDatabase, algorithm: str
) -> None:
    await write(log, 3_300)
    await sealed(log, own, algorithm=algorithm)
    store = SealStore(log.pool)
    seals = await store.page(0, 10)
    newest = seals[-1]
    assert newest.root == await root_of(log, 3_300, algorithm)
    positions = [1, 999, 1_024, 1_025, 2_048, 3_072, 3_073, 3_300]
    proofs = await store.inclusion(positions, newest)
    hashes = dict(await log.pool.fetch("select position, hash from log.event where position = any($1)", positions))
    for position, proof in zip(positions, proofs, strict=True):
        assert included(hashes[position], position - 1, 3_300, proof, newest.root, algorithm)
    for old in seals:
        for new in seals[seals.index(old) :]:
            proof = await store.consistency(old.size, new.size, algorithm)
            assert consistent(old.size, old.root, new.size, new.root, proof, algorithm)
    said = [seal.proof[at : at + 32] for seal in seals[1:2] for at in range(0, len(seal.proof), 32)]
    assert consistent(seals[0].size, seals[0].root, seals[1].size, seals[1].root, said, algorithm)


async def test_events_of_both_hashes_lie_in_one_tree_and_a_tree_stays_what_it_was(
    log: PostgresLog, own: TestDatabase
) -> None:
    plain = notes(new_id(), expected=0, count=40)
    await log.append(replace(plain, events=tuple(rehashed(event, SM3) for event in plain.events)))
    await sealed(log, own, algorithm=SM3)
    assert found(await whole_log(log))[0] == 0
    await write(log, 5)
    newest = await sealed(log, own, algorithm=SHA_256)
    assert (newest.size, newest.algorithm) == (45, SM3)
    assert found(await whole_log(log))[0] == 0
