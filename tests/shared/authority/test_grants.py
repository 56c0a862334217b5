"""What a process keeps of authority: nothing older than a second, nothing asked twice that did not change."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from shared.authority.grants import Authority
from shared.authority.rows import authority_grant, region_move
from shared.eventlog import LogUnavailable
from shared.kernel import Grant, Region, Role, region
from tests.servers import TestDatabase

STREET, OTHER = region("51", "01", "07", "001"), region("51", "01", "07", "002")
DAY = date(2027, 3, 1)
LI = Grant(Role.STREET_OFFICER, STREET)


@dataclass(slots=True)
class Day:
    """A clock that stands."""

    day: date = DAY

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)


@dataclass(slots=True)
class Counted:
    """The pool, and how often it was asked."""

    pool: "asyncpg.Pool[Any]"
    asked: int = 0
    before_answer: Any = None

    async def fetch(self, *args: Any) -> Any:
        self.asked += 1
        rows = await self.pool.fetch(*args)
        if self.before_answer is not None:
            await self.before_answer()
        return rows


@dataclass(slots=True)
class Kept:
    """An authority over rows that a test writes; `later` is a second later."""

    pool: Counted
    clock: Day
    authority: Authority
    changed: int = field(default=0)

    async def give(self, number: int, holder: str = "li", **values: Any) -> None:
        self.changed += 1
        row = {
            "role": "street_officer", "region": STREET, "starts": DAY, "ends": None, "in_force": True, "principal": None,
            "underlying": None, **values,
        }  # fmt: skip
        await self.pool.pool.execute(
            "insert into read.authority_grant (grant_id, holder, changed, role, region, starts, ends, in_force, principal, "
            "underlying) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (grant_id) do update set "
            "in_force = excluded.in_force, changed = excluded.changed",
            UUID(int=number), holder, self.changed, *row.values(),
        )  # fmt: skip

    async def move(self, path: Region, to: Region, since: date = DAY) -> None:
        self.changed += 1
        values = (path, to, since, False, self.changed)
        await self.pool.pool.execute("insert into read.region_move values ($1, $2, $3, $4, $5)", *values)

    def within_the_second(self) -> None:
        self.authority._looked = monotonic() + 60

    def later(self) -> None:
        self.authority._looked = -1e9


@pytest.fixture
async def kept(database: TestDatabase) -> AsyncIterator[Kept]:
    async with asyncpg.create_pool(**database.projector, min_size=1, max_size=2) as pool:
        for table in (authority_grant, region_move):
            await pool.execute(f"drop table if exists read.{table.name}")
            await pool.execute(str(CreateTable(table).compile(dialect=postgresql.dialect())))  # type: ignore[no-untyped-call]
        counted, clock = Counted(pool), Day()
        yield Kept(counted, clock, Authority(counted, clock))  # type: ignore[arg-type]


async def test_what_did_not_change_is_asked_once(kept: Kept) -> None:
    await kept.give(1)
    assert await kept.authority.grants("li") == (LI,)
    asked = kept.pool.asked
    kept.within_the_second()
    for _ in range(100):
        assert await kept.authority.grants("li") == (LI,)
    assert kept.pool.asked == asked
    kept.later()
    assert await kept.authority.grants("li") == (LI,)
    assert kept.pool.asked == asked + 1


async def test_what_changed_is_known_a_second_later(kept: Kept) -> None:
    await kept.give(1)
    assert await kept.authority.grants("li") == (LI,)
    await kept.give(1, in_force=False)
    kept.later()
    assert await kept.authority.grants("li") == ()


async def test_an_answer_that_a_change_overtook_is_not_kept(kept: Kept) -> None:
    await kept.give(1)
    await kept.authority.layout()

    async def revoked_meanwhile() -> None:
        kept.pool.before_answer = None
        await kept.give(1, in_force=False)
        kept.later()
        await kept.authority.layout()

    kept.pool.before_answer = revoked_meanwhile
    assert await kept.authority.grants("li") == (LI,)
    assert await kept.authority.grants("li") == ()


async def test_a_grant_counts_from_its_first_to_its_last_day(kept: Kept) -> None:
    await kept.give(1, starts=date(2027, 3, 2), ends=date(2027, 3, 3))
    expected = {date(2027, 3, 1): (), date(2027, 3, 2): (LI,), date(2027, 3, 3): (LI,), date(2027, 3, 4): ()}
    for day, grants in expected.items():
        kept.clock.day = day
        assert await kept.authority.grants("li") == grants


async def test_a_delegated_duty_counts_for_its_principal_only_and_as_long_as_what_it_rests_on(kept: Kept) -> None:
    await kept.give(1, ends=date(2027, 3, 5))
    await kept.give(2, "wang", principal="li", underlying=UUID(int=1), ends=date(2027, 3, 9))
    assert await kept.authority.grants("wang") == ()
    assert await kept.authority.delegated("wang", "he") == ()
    assert await kept.authority.delegated("wang", "li") == (LI,)
    kept.clock.day = date(2027, 3, 6)
    assert await kept.authority.delegated("wang", "li") == ()
    kept.clock.day = DAY
    await kept.give(1, in_force=False)
    kept.later()
    assert await kept.authority.delegated("wang", "li") == ()


async def test_a_duty_ends_when_its_street_moves_away_from_the_principal(kept: Kept) -> None:
    await kept.give(1, region=region("51", "01", "07"))
    await kept.give(2, "wang", principal="li", underlying=UUID(int=1))
    assert await kept.authority.delegated("wang", "li") == (LI,)
    await kept.move(STREET, region("51", "01", "08", "001"))
    kept.later()
    assert await kept.authority.delegated("wang", "li") == ()


async def test_a_duty_whose_grant_was_never_heard_of_gives_nothing(kept: Kept) -> None:
    await kept.give(2, "wang", principal="li", underlying=UUID(int=1))
    await kept.give(3, "zhao", principal="he", underlying=UUID(int=1))
    await kept.give(1)
    assert await kept.authority.delegated("zhao", "he") == ()
    assert await kept.authority.delegated("wang", "li") == (LI,)


async def test_a_role_of_a_newer_personnel_gives_nothing_here(kept: Kept) -> None:
    await kept.give(1, role="archivist")
    assert await kept.authority.grants("li") == ()


async def test_the_tree_is_the_one_of_today(kept: Kept) -> None:
    await kept.move(STREET, OTHER, since=date(2027, 3, 2))
    assert (await kept.authority.layout()).resolve(STREET) == STREET
    kept.clock.day = date(2027, 3, 2)
    assert (await kept.authority.layout()).resolve(STREET) == OTHER


async def test_without_its_read_models_a_process_lets_nobody_in(kept: Kept) -> None:
    await kept.pool.pool.execute("drop table read.authority_grant")
    kept.authority.patience = 0.05
    with pytest.raises(LogUnavailable):
        await kept.authority.grants("li")


async def test_while_its_database_is_away_a_process_lets_nobody_in(kept: Kept) -> None:
    async def away() -> None:
        raise ConnectionRefusedError

    kept.pool.before_answer = away
    with pytest.raises(LogUnavailable):
        await kept.authority.grants("li")
    kept.pool.before_answer = None
    await kept.give(1)
    assert await kept.authority.grants("li") == (LI,)


async def test_a_service_that_hears_nothing_of_authority_gives_nothing(kept: Kept) -> None:
    deaf = Authority(kept.pool, kept.clock, heard=False)  # type: ignore[arg-type]
    assert await deaf.grants("li") == ()
    assert (await deaf.layout()).moves == {}
    assert kept.pool.asked == 0
