"""Two people are forgotten for good: not in rows, dead rows, write-ahead log, broker, files, logs or a restored backup.

The tests live through it in order: planted and paid; erased and shredded; a backup of before brought back.
"""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest
import structlog

from deploy.local.county import County, county, key_ring, keys_owner, shredded, superuser
from deploy.local.servers import Servers
from deploy.local.state import State
from deploy.local.story.frontend import Cast, Problem
from deploy.local.story.roster import workbook
from deploy.local.story.scheme import assessment_body
from deploy.services import SERVICES
from shared import telemetry
from shared.crypto import leaf_hash, unwrap
from shared.kernel import Sealed
from shared.privacy import Algorithm, NotGenuine, restore
from tests.journeys.conftest import COMMUNITIES, COUNTY, Journey, founded
from tests.journeys.planted import Planted, found_in, holds, planted

HIRED, KEPT = planted(1, "欧阳忘川"), planted(2, "慕容长存")
IMPORTED, IMPORTED_KEPT, REFUSED = planted(3, "东方无痕"), planted(4, "司徒永驻"), planted(5, "诸葛未入")
EVERYBODY = [HIRED, KEPT, IMPORTED, IMPORTED_KEPT, REFUSED]
_lives = count(1)
PLAIN = [value for who in EVERYBODY for value in who.values]


@dataclass(slots=True)
class Life:
    """What the tests remember of each other."""

    folder: Path
    year: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    run_id: str = ""
    pay: dict[str, Any] = field(default_factory=dict)
    hashes: dict[str, list[bytes]] = field(default_factory=dict)
    keys: list[Any] = field(default_factory=list)

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def backup(self) -> Path:
        return self.folder / "base-backup"

    def erased(self) -> list[str]:
        return [self.ids[HIRED.name], self.ids[IMPORTED.name]]

    def old_keys(self) -> list[Any]:
        return [row for row in self.keys if str(row["person"]) in self.erased()]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    """Everything that is logged meanwhile goes into a file that is searched as well."""
    folder = tmp_path_factory.mktemp("erasure")
    telemetry.configure_logs()
    with (folder / "everything.log").open("a") as file:
        structlog.configure(logger_factory=structlog.PrintLoggerFactory(file), cache_logger_on_first_use=False)
        yield Life(folder)
    structlog.reset_defaults()


@asynccontextmanager
async def alive(folder: Path, year: int = 0) -> AsyncIterator[Journey]:
    """The county on its data; `year` = 0 founds it."""
    async with county(folder) as running:
        transport = httpx.ASGITransport(app=running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=60) as http:
            cast = Cast.of(http, running.issuer, COUNTY)
            journey = Journey(running, cast, year) if year else await founded(running, http)
            for each in fields(journey.cast):  # another start, other idempotency keys
                getattr(journey.cast, each.name)._keys = count(next(_lives) * 1_000)
            yield journey


async def rows(servers: Servers, database: str, sql: str, *arguments: Any) -> list[Any]:
    connection = await asyncpg.connect(**superuser(servers.addresses, database))
    try:
        return list(await connection.fetch(sql, *arguments))
    finally:
        await connection.close()


async def log_hashes(servers: Servers) -> dict[str, list[bytes]]:
    """The hashes of the four logs in order, each made again from the stored bytes."""
    found = {}
    for name in SERVICES:
        stored = await rows(servers, name, "select meta, data, hash from log.event order by position")
        assert all(leaf_hash(row["meta"], row["data"]) == row["hash"] for row in stored)
        found[name] = [row["hash"] for row in stored]
    return found


async def read_models(servers: Servers) -> dict[str, list[str]]:
    """Every row of every read model of the four services, as text."""
    found = {}
    for name in SERVICES:
        tables = await rows(servers, name, "select tablename from pg_tables where schemaname = 'read'")
        for table in sorted(row[0] for row in tables if row[0] != "position"):
            content = await rows(servers, name, f'select r::text from read."{table}" r order by 1')
            found[f"{name}.{table}"] = [row[0] for row in content]
    return found


async def look_everywhere(journey: Journey) -> None:
    """Lists, single people, slips, duties, results, feeds: whatever shows or could keep a name."""
    cast = journey.cast
    [_ async for _ in cast.officer.pages("/personnel/workers", employed="false", purpose="contract-signing")]
    [_ async for _ in cast.trainer.pages("/training/duties", standing="OPEN")]
    [_ async for _ in cast.officer.pages("/assessment/results", year=journey.year)]
    for name in SERVICES:
        await cast.officer.get(f"/{name}/events", after=0, limit=1_000)


async def paid(journey: Journey, run_id: str) -> dict[str, Any]:
    run = await journey.cast.finance.get(f"/payroll/runs/{run_id}")
    slips = {s["worker_id"]: s["totals"] async for s in journey.cast.finance.pages(f"/payroll/runs/{run_id}/payslips")}
    return {"run": run["totals"], "count": run["slips"], "slips": slips}


async def hire(journey: Journey, who: Planted) -> str:
    named: dict[str, Any] = {"name": who.name, "id_number": who.id_number, "phone": who.phone}
    worker, _ = await journey.hire(journey.day(1, 4), **named)
    paper = {"level": "ASSISTANT", "number": who.certificate, "registered_on": str(journey.day(1, 3))}
    await journey.cast.street.post(f"/personnel/workers/{worker}/qualifications", paper)
    return worker


async def import_sheet(journey: Journey) -> None:
    """Two who are taken over and one whose community nobody knows; the sheet is rehearsed first."""
    today, cast = journey.day(1, 4), journey.cast
    good = [who.row(f"{COMMUNITIES[0][-3:]}社区", today) for who in (IMPORTED, IMPORTED_KEPT)]
    sheet = workbook(good, [REFUSED.row("无名社区", today)])
    for dry_run in ("true", "false"):
        accepted = await cast.officer.post("/personnel/roster-imports", content=sheet, county=COUNTY, dry_run=dry_run)
        outcome = await cast.officer.operation("personnel", accepted)
        assert (outcome["would_import"], outcome["refused"]) == (2, 1), outcome
        path = f"/personnel/operations/{accepted['operation_id']}/files"
        assert (await cast.officer.file(f"{path}/errors.xlsx"))[:2] == b"PK"


async def open_results(journey: Journey) -> None:
    cast = journey.cast
    drafted = await cast.officer.post("/assessment/schemes", assessment_body(COUNTY, journey.year))
    await cast.officer.post(f"/assessment/schemes/{drafted['stream_id']}/issues", {"document": "武社工3号"})
    asked = {"county": COUNTY, "year": journey.year}
    await cast.officer.operation("assessment", await cast.officer.post("/assessment/county-results/openings", asked))


async def named(running: County, journey: Journey) -> dict[str, Any]:
    """Names as personnel shows them, by worker."""
    found = journey.cast.officer.pages("/personnel/workers", employed="false", purpose="archive-transfer")
    return {row["worker_id"]: row["name"] async for row in found}


async def test_nothing_planted_ever_lies_anywhere_in_clear(life: Life) -> None:
    async with alive(life.state) as journey:
        life.year = journey.year
        life.ids = {who.name: await hire(journey, who) for who in (HIRED, KEPT)}
        await import_sheet(journey)
        await journey.decide_grades()
        await journey.cast.go_to(journey.day(2, 25))
        life.run_id = await journey.pay(2)
        await open_results(journey)
        await look_everywhere(journey)
        names = await named(journey.county, journey)
        life.ids |= {name: worker for worker, name in names.items()}
        assert set(names.values()) == {who.name for who in EVERYBODY} - {REFUSED.name}
        life.pay = await paid(journey, life.run_id)
        assert set(life.pay["slips"]) == set(life.ids.values())
        await journey.cast.settled()
        servers = journey.county.servers
        life.hashes = await log_hashes(servers)
        life.keys = await rows(
            servers, "keys", "select key_id, person, purpose, wrapped, wrapped_with from keys.person_key"
        )
        people = {row["person"] for row in life.keys if row["purpose"] == "identity"}
        assert {str(person) for person in people} == set(life.ids.values()), "no key for who was refused"
    shutil.copytree(life.state, life.backup, ignore=shutil.ignore_patterns("ring"))
    assert found_in(life.folder, PLAIN) == set()
    assert all(holds(life.backup, row["wrapped"]) for row in life.old_keys()), "else the search would prove nothing"


async def test_two_people_are_erased_by_two_others_and_shown_to_nobody_any_more(life: Life) -> None:
    async with alive(life.state, life.year) as journey:
        cast = journey.cast
        for worker in life.erased():
            employment = (await cast.officer.get(f"/personnel/workers/{worker}"))["employment_id"]
            end = {"ground": "RESIGNATION", "last_day": str(journey.day(2, 25)), "document": ""}
            with pytest.raises(Problem) as early:
                await cast.officer.post(f"/personnel/workers/{worker}/erasure-proposals", asked("identity"))
            assert (early.value.status, early.value.code) == (409, "erasures.employed")
            await cast.street.post(f"/personnel/employments/{employment}/exit", end)
        await cast.go_to(journey.day(2, 27))
        listed = [p async for p in cast.approver.pages("/personnel/erasures", stage="PROPOSED")]
        assert sorted((p["worker_id"], p["purpose"], p["proposed_by"]) for p in listed) == sorted(
            (worker, "contact", "timer") for worker in life.erased()
        )
        for worker in life.erased():
            await cast.officer.post(f"/personnel/workers/{worker}/erasure-proposals", asked("identity"))
            decision = {"purposes": ["identity", "contact"], "document": "武社工〔2027〕9号"}
            with pytest.raises(Problem) as refused:
                await cast.officer.post(f"/personnel/workers/{worker}/erasures", decision)
            assert refused.value.status == 403
            await cast.approver.post(f"/personnel/workers/{worker}/erasures", decision)
        await cast.settled()
        await without_keys(journey, life)
        names = await named(journey.county, journey)
        assert {name for name in names.values() if name is not None} == {KEPT.name, IMPORTED_KEPT.name}
        assert [names[worker] for worker in life.erased()] == [None, None]
        duties = [d async for d in cast.trainer.pages("/training/duties", standing="WITHDRAWN")]
        results = [r async for r in cast.officer.pages("/assessment/results", year=life.year)]
        for shown in (duties, results):
            mine = {row["name"] for row in shown if row["worker_id"] in life.erased()}
            assert mine == {None}
        assert await paid(journey, life.run_id) == life.pay
        slips = cast.finance.pages(f"/payroll/runs/{life.run_id}/payslips", purpose="payment")
        assert {s["name"] async for s in slips} == {None, KEPT.name, IMPORTED_KEPT.name}
        await cast.go_to(journey.day(3, 25))
        later = await paid(journey, await journey.pay(3))
        assert set(life.erased()) & set(later["slips"]) <= set(life.erased())
        assert await shredded(journey.county.servers)
        assert not await shredded(journey.county.servers), "once is enough"


async def without_keys(journey: Journey, life: Life) -> None:
    """Until the eraser has carried out what was decided."""
    eraser = journey.county.runtimes["personnel"].eraser
    assert eraser is not None
    await eraser.carry_out()
    left = await rows(journey.county.servers, "keys", "select person from keys.person_key")
    assert not {str(row["person"]) for row in left} & set(life.erased())


def asked(*purposes: str) -> dict[str, Any]:
    return {"purposes": purposes, "basis": "UNLAWFUL"}


async def test_no_file_and_no_older_copy_holds_or_opens_them_any_more(life: Life) -> None:
    assert found_in(life.folder, PLAIN) == set()
    ring = key_ring(State(life.state))
    assert len(ring.numbers) == 1
    assert not any(opens(ring.key(number), row) for number in ring.numbers for row in life.keys)
    assert not any(str(worker) in (life.state / "backup" / "keys.jsonl").read_text() for worker in life.erased())


def opens(wrapping: bytes, row: Any) -> bool:
    try:
        unwrap(Algorithm(row["wrapped_with"]), wrapping, row["key_id"], row["wrapped"])
    except NotGenuine:
        return False
    return True


async def test_logs_and_rebuilt_read_models_are_what_they_were(life: Life) -> None:
    async with alive(life.state, life.year) as journey:
        servers = journey.county.servers
        now = await log_hashes(servers)
        assert all(now[name][: len(before)] == before for name, before in life.hashes.items())
        live = await read_models(servers)
        for name in SERVICES:
            await rows(servers, name, "update read.position set fingerprint = 'another'")
    async with alive(life.state, life.year) as journey:
        old = "select 1 from read.position where fingerprint = 'another'"
        for name in SERVICES:
            while await rows(journey.county.servers, name, old):
                await journey.cast.settled()
        assert await read_models(journey.county.servers) == live
        assert await paid(journey, life.run_id) == life.pay


async def test_keys_that_an_older_key_store_brings_back_are_gone_after_the_start(life: Life) -> None:
    async with alive(life.state, life.year) as journey:
        add = "insert into keys.person_key (key_id, person, purpose, wrapped, wrapped_by, wrapped_with) values ($1, $2, $3, $4, 1, $5)"
        for row in life.old_keys():
            await rows(journey.county.servers, "keys", add, *row.values())
    async with alive(life.state, life.year) as journey:
        store = "select person from keys.person_key"
        while {str(row["person"]) for row in await rows(journey.county.servers, "keys", store)} & set(life.erased()):
            await journey.cast.settled()


async def test_a_restored_backup_opens_nothing_of_them_and_everybody_else(life: Life) -> None:
    restored = life.folder / "restored"
    shutil.copytree(life.backup, restored)
    shutil.copytree(life.state / "ring", restored / "ring")
    async with Servers(restored) as servers, keys_owner(servers) as connection:
        await restore(connection, key_ring(servers.state), life.state / "backup" / "keys.jsonl")
    async with alive(restored, life.year) as journey:
        names = await named(journey.county, journey)
        assert {name for name in names.values() if name is not None} == {KEPT.name, IMPORTED_KEPT.name}
        assert await paid(journey, life.run_id) == life.pay
        servers, sealer = journey.county.servers, journey.county.runtimes["personnel"].sealer
        tokens = await rows(servers, "personnel", "select worker_id, name, id_number from read.roster")
        mine = [row for row in tokens if str(row["worker_id"]) in life.erased()]
        assert len(mine) == 2
        values = [
            (row["worker_id"], f"personnel.worker.{what}", Sealed(row[what]))
            for row in mine
            for what in ("name", "id_number")
        ]
        assert await sealer.open_many(values) == [None] * 4
        keys = await rows(servers, "keys", "select person from keys.person_key")
        assert not {UUID(str(row["person"])) for row in keys} & {UUID(worker) for worker in life.erased()}
    assert found_in(life.folder, PLAIN) == set()
