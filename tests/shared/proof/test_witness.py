"""A witness signs what goes on from what it saw, and nothing else."""

from collections.abc import AsyncIterator, Sequence
from itertools import count

import asyncpg
import pytest

from deploy.local.servers import Addresses
from shared.eventlog import StoredEvent
from shared.proof import Ask, CannotTell, Told, Witness
from shared.proof.tree import Frontier, grown_proof
from tests.servers import TestDatabase, fresh_database
from tests.shared.proof.house import KEYS, STRANGER, rehashed, rows, seals, witness

ORIGIN = "cell/notes"
_numbers = count()


@pytest.fixture
async def own(addresses: Addresses) -> AsyncIterator[TestDatabase]:
    async with fresh_database(addresses, f"witness_{next(_numbers)}") as made:
        yield made


@pytest.fixture
async def hearing(own: TestDatabase) -> AsyncIterator[Witness]:
    async with asyncpg.create_pool(**own.app, min_size=1, max_size=2) as pool:
        yield witness(pool, "hearing")


def proof(of: Sequence[StoredEvent], old: int, new: int) -> tuple[bytes, ...]:
    hashes = [row.hash for row in of]
    return grown_proof(Frontier().grown(hashes[:old])[0], hashes[old:new])


def told(of: Sequence[StoredEvent], every: int = 10) -> list[Told]:
    """The messages of a log's seals."""
    return [
        Told(note=note, before=size - every, proof=proof(of, size - every, size) if size > every else ())
        for size, note in seals(list(of), every)
    ]


def publisher(of: Sequence[StoredEvent], asked: list[tuple[int, int]] | None = None) -> Ask:
    """The log itself, as it answers over HTTP."""

    async def ask(old: int, new: int) -> Sequence[bytes] | None:
        if asked is not None:
            asked.append((old, new))
        return proof(of, old, new) if new <= len(of) else None

    return ask


async def disputed(hearing: Witness) -> list[tuple[str, int]]:
    return [tuple(row) for row in await hearing.pool.fetch("select origin, size from log.disputed order by size")]


async def signs(hearing: Witness, seal: Told, ask: Ask | None = None) -> bool:
    line = await hearing.see(seal, ORIGIN, ask)
    if line is None:
        return False
    assert KEYS.is_cosignature(seal.note.partition("\n\n")[0] + "\n", line, "cell/hearing")
    return True


async def test_seal_after_seal_is_signed_without_asking_anybody(hearing: Witness) -> None:
    for seal in told(rows(40)):
        assert await signs(hearing, seal)
        assert await signs(hearing, seal)  # a signature that got lost is given again
    assert await disputed(hearing) == []


async def test_a_late_seal_of_the_same_history_is_no_alarm(hearing: Witness) -> None:
    of = rows(40)
    first, second, third, _ = told(of)
    assert await signs(hearing, first)
    assert await signs(hearing, third, publisher(of))  # the second was missed
    assert not await signs(hearing, first)
    assert not await signs(hearing, second, publisher(of))
    assert await disputed(hearing) == []


async def test_a_witness_that_is_behind_asks_the_publisher(hearing: Witness) -> None:
    of, asked = rows(40), list[tuple[int, int]]()
    first, _, third, fourth = told(of)
    assert await signs(hearing, first)
    with pytest.raises(CannotTell):
        await signs(hearing, third)
    assert await signs(hearing, third, publisher(of, asked))
    assert await signs(hearing, fourth, publisher(of, asked))
    assert asked == [(10, 30)]


async def test_a_publisher_that_fails_to_answer_is_asked_again_later(hearing: Witness) -> None:
    first, _, third, _ = told(rows(40))
    assert await signs(hearing, first)

    async def broken(old: int, new: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(CannotTell):
        await signs(hearing, third, broken)
    assert await disputed(hearing) == []


async def test_a_fork_is_not_signed_but_kept_as_evidence(hearing: Witness) -> None:
    of = rows(40)
    first, second, *_ = told(of)
    forked = [*of[:4], rehashed(of[4], data=b"{}"), *of[5:]]
    assert await signs(hearing, first)
    assert not await signs(hearing, told(forked)[1], publisher(forked))
    assert await disputed(hearing) == [(ORIGIN, 20)]
    assert await signs(hearing, second)  # the true history goes on
    assert await disputed(hearing) == [(ORIGIN, 20)]


async def test_a_second_seal_of_the_same_size_with_another_root_is_a_fork(hearing: Witness) -> None:
    of = rows(10)
    assert await signs(hearing, told(of)[0])
    assert not await signs(hearing, told([rehashed(of[0], data=b"{}"), *of[1:]])[0])
    assert await disputed(hearing) == [(ORIGIN, 10)]


async def test_a_cut_tail_is_a_shorter_tree_that_the_publisher_cannot_connect(hearing: Witness) -> None:
    of = rows(40)
    *_, last = told(of)
    assert await signs(hearing, last)
    cut = of[:25]
    shorter = told(cut, every=5)[-1]
    assert not await signs(hearing, shorter, publisher(cut))
    assert await disputed(hearing) == [(ORIGIN, 25)]


@pytest.mark.parametrize("forged", ["stranger", "changed", "of another log"])
async def test_what_its_origin_did_not_sign_is_neither_signed_nor_kept(hearing: Witness, forged: str) -> None:
    of = rows(10)
    ((_, note),) = seals(of, 10, key=STRANGER) if forged == "stranger" else seals(of, 10)
    if forged == "changed":
        note = note.replace("\n10\n", "\n11\n").replace("1-10", "1-11")
    if forged == "of another log":
        ((_, note),) = seals(of, 10, service="third")
    assert await hearing.see(Told(note=note, before=0, proof=()), ORIGIN, None) is None
    assert await hearing.pool.fetchval("select count(*) from log.witnessed") == 0
