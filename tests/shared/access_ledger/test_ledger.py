"""What the ledger itself promises: written or refused, never changed, counted exactly, kept long enough."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from shared.access_ledger import queries
from shared.access_ledger.ledger import AccessLedger, NotRecorded, Reader, Seen
from shared.access_ledger.reading import READER, Shown, UnusualReadingNoticed, reader_day_id
from shared.access_ledger.watch import Watch
from shared.clock import SystemClock
from shared.eventlog import Codec, open_log
from shared.handling import Handling
from shared.ids import new_id
from shared.kernel import NATION, Region, Scope, region
from shared.policies import PolicyBook
from shared.runtime import read_engine
from tests.servers import TestDatabase

STREET = region("51", "01", "07", "017")
COMMUNITY = region("51", "01", "07", "017", "a")
NEXT_COMMUNITY = region("51", "01", "07", "017", "aa")
COUNTY = region("51", "01", "07")
NAME = "personnel.worker.name"
NUMBER = "personnel.worker.id_number"


def reader(subject: str | None = None, **changes: Any) -> Reader:
    by = Reader(
        subject=subject or str(new_id()), roles=("finance",), region=COUNTY, purpose=None, operation="list_workers",
        correlation=new_id(),
    )  # fmt: skip
    return replace(by, **changes)


def seen(
    people: Sequence[UUID], shown: Shown = Shown.MASKED, *, place: Region = STREET, field: str = NAME
) -> list[Seen]:
    return [Seen(person, place, field, shown) for person in people]


async def of_person(
    engine: AsyncEngine, person: UUID, after: UUID | None = None, limit: int = 9
) -> list[dict[str, Any]]:  # fmt: skip
    async with engine.connect() as read:
        return [
            dict(row) for row in await queries.of_person(read, person, Scope.of([NATION]), after=after, limit=limit)
        ]


async def of_reader(
    engine: AsyncEngine, by: str, scope: Sequence[Region] = (NATION,), after: tuple[UUID, UUID] | None = None,
    limit: int = 9,
) -> list[dict[str, Any]]:  # fmt: skip
    async with engine.connect() as read:
        return [dict(row) for row in await queries.of_reader(read, by, Scope.of(scope), after=after, limit=limit)]


def people(count: int) -> list[UUID]:
    return [new_id() for _ in range(count)]


async def test_everybody_on_a_page_has_a_row_and_what_was_shown_alike_is_told_once(
    accesses: AccessLedger, engine: AsyncEngine
) -> None:
    by, (one, two) = reader(purpose="payment"), people(2)
    await accesses.record(
        by,
        [
            *seen([one, two]), *seen([one], Shown.CLEAR, field=NUMBER), *seen([two], Shown.MASKED, field=NUMBER),
            *seen([one], Shown.PAY, field="pay"),
        ],
    )  # fmt: skip
    found = {(row["shown"], *row["fields"]) for row in await of_person(engine, one)}
    assert found == {("masked", NAME), ("clear", NUMBER), ("pay", "pay")}
    (of_two,) = await of_person(engine, two)
    assert (of_two["shown"], of_two["fields"], of_two["reader"]) == ("masked", [NAME, NUMBER], by.subject)
    assert (of_two["roles"], of_two["purpose"], of_two["operation"]) == (["finance"], "payment", "list_workers")
    by_reader = await of_reader(engine, by.subject)
    assert sorted(str(row["person"]) for row in by_reader) == sorted(map(str, [one, one, one, two]))


async def test_nothing_shown_is_nothing_recorded(accesses: AccessLedger, engine: AsyncEngine) -> None:
    by = reader()
    await accesses.record(by, [])
    assert await of_reader(engine, by.subject) == []


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        ([NATION], 3), ([COUNTY], 3), ([STREET], 3), ([COMMUNITY], 1), ([NEXT_COMMUNITY], 1), ([], 0),
        ([region("51", "01", "07", "01")], 0), ([region("51", "01", "08")], 0), ([COMMUNITY, NEXT_COMMUNITY], 2),
    ],
)  # fmt: skip
async def test_the_ledger_shows_what_lay_in_the_regions_asked_for(
    accesses: AccessLedger, engine: AsyncEngine, scope: list[Region], found: int
) -> None:
    by = reader()
    places = (COMMUNITY, NEXT_COMMUNITY, STREET)
    for place in places:
        await accesses.record(by, seen(people(1), place=place))
    assert len(await of_reader(engine, by.subject, scope)) == found


async def test_pages_of_a_person_and_of_a_reader_hold_every_row_once(
    accesses: AccessLedger, engine: AsyncEngine
) -> None:
    by, (one, two, three) = reader(), people(3)
    for _ in range(3):
        await accesses.record(by, seen([one, two, three]))
    rows: list[Any] = []
    after = None
    while page := await of_person(engine, one, after=after, limit=2):
        rows += page
        after = page[-1]["access_id"]
    assert len({row["access_id"] for row in rows}) == len(rows) == 3
    assert [row["at"] for row in rows] == sorted((row["at"] for row in rows), reverse=True)
    keys, last = [], None
    while page := await of_reader(engine, by.subject, after=last, limit=2):
        last = (page[-1]["access_id"], page[-1]["person"])
        keys += [(row["access_id"], row["person"]) for row in page]
    assert len(set(keys)) == len(keys) == 9


async def counted(accesses: AccessLedger, by: Reader) -> dict[str, tuple[int, bool]]:
    rows = await accesses.pool.fetch("select shown, persons, unusual from log.access_day where reader = $1", by.subject)
    return {row["shown"]: (row["persons"], row["unusual"]) for row in rows}


async def test_the_same_people_again_count_once_whoever_asks_at_the_same_time(accesses: AccessLedger) -> None:
    by, many = reader(), people(60)
    pages = [many[start : start + 40] for start in range(0, 60, 5)]
    await asyncio.gather(*(accesses.record(by, seen(page[:: 1 if n % 2 else -1])) for n, page in enumerate(pages * 3)))
    assert await counted(accesses, by) == {"masked": (60, False)}


async def test_in_clear_masked_and_pay_are_counted_apart_and_files_and_the_ledger_not(accesses: AccessLedger) -> None:
    by, many = reader(), people(3)
    for shown in Shown:
        await accesses.record(by, seen(many[: 2 if shown is Shown.CLEAR else 3], shown))
    assert await counted(accesses, by) == {"masked": (3, False), "clear": (2, False), "pay": (3, False)}


async def test_a_page_beyond_what_is_usual_is_told_exactly_once(accesses: AccessLedger, handling: Handling) -> None:
    by, many = reader(), people(305)
    await accesses.record(by, seen(many[:300], Shown.CLEAR))
    watch = Watch(handling, accesses)
    await watch.look()
    assert await told(handling, by) == []
    await asyncio.gather(*(accesses.record(by, seen(many[n * 61 : n * 61 + 61], Shown.CLEAR)) for n in range(5)))
    await asyncio.gather(*(Watch(handling, accesses).look() for _ in range(4)))
    await accesses.record(by, seen(people(5), Shown.CLEAR))
    await watch.look()
    (event,) = await told(handling, by)
    assert (event.reader, event.shown, event.threshold, event.region) == (by.subject, Shown.CLEAR, 300, COUNTY)
    assert event.persons == 305


async def test_a_crash_between_counting_and_telling_loses_nothing(accesses: AccessLedger, handling: Handling) -> None:
    """The count is committed with the read; a watch that starts later, even on a later day, finds it."""
    by = reader()
    await accesses.record(by, seen(people(301), Shown.CLEAR))
    (row,) = [row for row in await accesses.to_notice() if row["reader"] == by.subject]
    died = Watch(handling, accesses)
    await died._notice(row)  # and died before it could say so
    await Watch(handling, accesses).look()
    assert len(await told(handling, by)) == 1
    assert by.subject not in {row["reader"] for row in await accesses.to_notice()}


async def told(handling: Handling, by: Reader) -> list[UnusualReadingNoticed]:
    id = reader_day_id(by.subject, handling.clock.today())
    return [past.event for past in (await handling.log.load([(READER.type, id)]))[READER.type, id]]


async def test_a_ledger_that_cannot_be_written_says_so(accesses: AccessLedger, engine: AsyncEngine, root: Any) -> None:
    by = reader()
    await root.execute("alter table log.access_seen rename to elsewhere")
    try:
        with pytest.raises(NotRecorded):
            await accesses.record(by, seen(people(1)))
    finally:
        await root.execute("alter table log.elsewhere rename to access_seen")
    assert await of_reader(engine, by.subject) == []


TABLES = ("access", "access_person", "access_seen", "access_day")


@pytest.mark.parametrize(
    "statement",
    [
        *(f"delete from log.{table}" for table in TABLES),
        *(f"truncate log.{table}" for table in TABLES),
        *(f"insert into log.{table} select * from log.{table} limit 1" for table in TABLES),
        *(f"drop table log.{table}" for table in TABLES),
        "update log.access set reader = 'x'", "update log.access_person set person = gen_random_uuid()",
        "update log.access_day set persons = 0", "update log.access_seen set person = gen_random_uuid()",
        "alter table log.access disable trigger immutable", "alter table log.access disable trigger kept",
        "set session_replication_role = replica",
    ],
)  # fmt: skip
@pytest.mark.parametrize("role", ["app", "projector"])
async def test_nobody_who_logs_in_can_change_the_ledger(database: TestDatabase, role: str, statement: str) -> None:
    connection = await asyncpg.connect(**getattr(database, role))
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize("table", ["access", "access_person"])
@pytest.mark.parametrize(
    "statement", ["delete from log.{}", "truncate log.{}", "update log.{} set access_id = access_id"]
)
async def test_even_the_owner_meets_the_trigger(accesses: AccessLedger, root: Any, table: str, statement: str) -> None:
    await accesses.record(reader(), seen(people(1)))
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="append-only"):
        await root.execute(statement.format(table))


@pytest.mark.parametrize("role", ["projector"])
async def test_only_the_application_can_record_or_read(database: TestDatabase, role: str) -> None:
    connection = await asyncpg.connect(**getattr(database, role))
    try:
        for statement in (
            "select * from log.access",
            "select log.forget_accesses(now())",
            "select log.access_noticed(null)",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(statement)
    finally:
        await connection.close()


async def test_what_is_older_than_three_years_is_forgotten_and_nothing_younger(
    accesses: AccessLedger, engine: AsyncEngine, root: Any
) -> None:
    (one,) = people(1)
    kept = [await aged(accesses, root, one, days) for days in (0, 200, 1_000)]
    await aged(accesses, root, one, 1_200)
    assert await accesses.forget() == 1
    rows = await of_person(engine, one)
    assert [row["access_id"] for row in rows] == kept


async def test_nobody_can_have_forgotten_what_is_younger_than_half_a_year(
    accesses: AccessLedger, engine: AsyncEngine, root: Any
) -> None:
    (one,) = people(1)
    kept = [await aged(accesses, root, one, days) for days in (0, 170)]
    await aged(accesses, root, one, 190)
    assert await accesses.pool.fetchval("select log.forget_accesses('infinity')") >= 1
    rows = await of_person(engine, one)
    assert [row["access_id"] for row in rows] == kept


async def aged(accesses: AccessLedger, root: Any, person: UUID, days: int) -> UUID:
    """A row as it would be there had it been recorded so many days ago."""
    at = accesses.clock.now() - timedelta(days=days)
    millis = int(at.timestamp() * 1_000)
    id = UUID(int=(millis << 80) | (new_id().int & ((1 << 80) - 1)))
    await root.execute(
        "insert into log.access values ($1, $2, 'x', '{}', null, 'masked', '{name}', array[$3::uuid], 'x', $1)",
        id,
        at,
        person,
    )
    await root.execute("insert into log.access_person values ($1, $2, $3)", person, id, STREET)
    return id


@pytest.fixture(scope="module")
async def handling(database: TestDatabase) -> AsyncIterator[Handling]:
    async def none(stream_type: str, place: Region) -> None:
        return None

    async with open_log(Codec.of([READER]), database.app) as log:
        yield Handling(log=log, clock=SystemClock(), policies_for=none, reserved=lambda kind: kind)


@pytest.fixture(scope="module")
async def accesses(handling: Handling) -> AccessLedger:
    return AccessLedger.open(handling.log.pool, SystemClock())  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
async def engine(database: TestDatabase) -> AsyncIterator[AsyncEngine]:
    made = read_engine(database.app, 2)
    yield made
    await made.dispose()


@pytest.fixture(scope="module")
async def root(database: TestDatabase) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(**database.superuser)
    yield connection
    await connection.close()


def test_every_value_of_the_policy_has_a_meaning_and_a_source(accesses: AccessLedger) -> None:
    book: PolicyBook[Any] = accesses.book
    assert {citation.name for citation in book.citations()} == {
        "persons_in_clear_at_most", "persons_masked_at_most", "persons_pay_at_most", "ledger_kept_years",
    }  # fmt: skip


async def test_what_somebody_read_as_a_deputy_is_found_under_his_name(
    accesses: AccessLedger, engine: AsyncEngine
) -> None:
    deputy, person = f"li-{new_id()}", new_id()
    await accesses.record(reader(subject=f"{deputy} for wang"), seen([person]))
    assert [row["person"] for row in await of_reader(engine, deputy)] == [person]
    assert await of_reader(engine, "wang") == []
    assert await of_reader(engine, deputy[:-1]) == []
