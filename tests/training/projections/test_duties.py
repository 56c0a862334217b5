"""The ledger on a real database: what SQL answers is what the rule answers, on every day."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.schema import CreateTable

from services.training.domain.duty_book import Standing, standing_on
from services.training.domain.duty_events import DutyBookEvent, DutyKind, WithdrawalReason
from services.training.projections import duties
from shared.kernel import NATION, Region, Scope
from tests.servers import TestDatabase
from tests.training.book import COMMUNITY, WORKER, annual, employed, induction, met, on, rotation, withdrawn
from tests.training.rows import rows

HIRED = date(2026, 3, 1)
FIRST, WINDOW = induction(HIRED, date(2026, 9, 1)), rotation(HIRED, date(2029, 3, 1))
MOVED = rotation(date(2026, 6, 1), date(2029, 6, 1), ordinal=1)
YEARLY = annual(HIRED)
HISTORY: tuple[DutyBookEvent, ...] = (
    employed(HIRED), FIRST, met(FIRST, date(2026, 9, 5)),
    WINDOW, withdrawn(WINDOW, date(2026, 8, 1), WithdrawalReason.LEFT),
    MOVED, withdrawn(MOVED, date(2026, 6, 1), WithdrawalReason.MOVED), YEARLY,
)  # fmt: skip
DAYS = [HIRED + timedelta(days=n) for n in range(-3, 330)]


@pytest.fixture
async def read(database: TestDatabase) -> Any:
    superuser = database.superuser
    engine = create_async_engine(
        "postgresql+asyncpg://", connect_args={k: v for k, v in superuser.items() if v is not None}
    )
    async with engine.connect() as connection:
        await connection.execute(CreateTable(duties.duty, if_not_exists=True))
        await connection.execute(duties.duty.delete())
        await connection.execute(insert(duties.duty), rows(duties.project, HISTORY))
        yield connection
    await engine.dispose()


async def test_the_ledger_answers_what_the_rule_answers_on_every_day(read: AsyncConnection) -> None:
    book = {duty.duty_id: duty for duty in on(HIRED)(*HISTORY).state().duties}
    for day in DAYS:
        found = {row["duty_id"]: row["standing"] for row in await duties.of_worker(read, WORKER, day)}
        assert found == {id: standing_on(duty, day) for id, duty in book.items()}


async def test_counts_are_by_kind_and_standing_within_the_regions(read: AsyncConnection) -> None:
    day = date(2026, 9, 3)
    expected = [
        ("ANNUAL", "OPEN", 1, 1),
        ("INDUCTION", "OVERDUE", 1, 1),
        ("ROTATION", "WITHDRAWN", 2, 1),
    ]
    for scope in ((NATION,), (COMMUNITY,), (Region("51/01/07/_/_"), COMMUNITY)):
        assert [
            (r["kind"], r["standing"], r["duties"], r["workers"]) for r in await duties.counts(read, Scope(scope), day)
        ] == expected
    assert await duties.counts(read, Scope((Region("51/01/07/01/_"),)), day) == []
    assert await duties.counts(read, Scope(()), day) == []


async def test_a_list_shows_one_standing_page_by_page(read: AsyncConnection) -> None:
    day = date(2026, 7, 1)
    everything = await duties.page(read, Scope((NATION,)), day, standing_is=Standing.OPEN)
    assert [row["kind"] for row in everything] == ["INDUCTION", "ANNUAL", "ROTATION"]
    first, second, third = everything
    after = (first["due"], first["duty_id"])
    assert await duties.page(read, Scope((NATION,)), day, standing_is=Standing.OPEN, after=after) == [second, third]
    assert await duties.page(read, Scope((NATION,)), day, standing_is=Standing.OPEN, kind=DutyKind.ANNUAL) == [second]
    assert len(await duties.page(read, Scope((NATION,)), day, standing_is=Standing.OPEN, limit=1)) == 1
