"""Pay runs from the request to closed read models: ten thousand people, a hundred thousand, and a year paid anew at once."""

from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, Final

import asyncpg

from bench.events import FLOOR_INSERT, FLOOR_POSITION, FLOOR_TABLE
from bench.figures import Figure
from bench.http import COUNTY
from bench.office import Office, hear, open_office
from bench.servers import SETTINGS, Ground
from deploy.broker.accounts import accounts
from deploy.local.servers import Servers
from deploy.local.story.scheme import standard_body
from services.payroll.service import SERVICE

KEYS: Final = ("payrun_10k", "retro_12m_10k", "explain_one_slip_ms", "payrun_100k")
DATABASE: Final = "bench_payroll"
PROVINCE: Final = "bench_payroll_100k"
SAMPLE: Final = 300
ASKED: Final = 40
_CALLS: Final = (
    "select coalesce(sum(calls), 0)::bigint from pg_stat_statements s join pg_database d on d.oid = s.dbid "
    "where d.datname = $1 and toplevel"
)


async def one_by_one(ground: Ground, slips: int, database: str = DATABASE) -> float:
    """Seconds for so many slips when each is looked up, noted and shown by statements of its own, from a sample."""
    base = await ground.base(database)
    db = await asyncpg.connect(**base.superuser)
    try:
        await db.execute(FLOOR_TABLE)
        await db.execute(FLOOR_POSITION)
        await db.execute("drop table if exists public.slip")
        await db.execute("create table public.slip (like read.payslip including all)")
        rows = await db.fetch(
            "select * from log.event where stream_type = 'payslip' order by position limit $1", SAMPLE
        )
        shown = "insert into public.slip select * from read.payslip where payslip_id = $1"
        await db.execute("truncate public.floor")
        started = perf_counter()
        for row in rows:
            async with db.transaction():
                await db.fetch(
                    "select data from log.event where stream_type = 'entitlement' and stream_id = $1", row["subject"]
                )
                await db.execute(FLOOR_INSERT, *tuple(row)[1:])
                await db.execute(shown, row["stream_id"])
        return (perf_counter() - started) * slips / len(rows)
    finally:
        await db.close()


def raised(effective: date) -> dict[str, Any]:
    """The same standard with a hundred yuan more in each grade, from a day on."""
    body = standard_body(COUNTY)
    grades = [{**each, "monthly": f"{3_500 + 170 * (each['grade'] - 1)}.00"} for each in body["grades"]]
    return {**body, "effective": str(effective), "document": "武社工〔2026〕9号", "grades": grades}


@contextmanager
def most_memory(figure: Figure) -> Iterator[None]:
    """The most this process held meanwhile, in MB: everything that was there before included."""
    Path("/proc/self/clear_refs").write_text("5")
    yield
    held = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    figure.values.append(int(held.split()[1]) / 1024)


async def paid(office: Office, people: int) -> float:
    """Seconds of one run in which everybody is paid."""
    began = perf_counter()
    if (slips := await office.run()) != people:
        raise RuntimeError(f"{slips} slips for {people} people")
    return perf_counter() - began


async def a_year(ground: Ground, root: Any, wanted: set[str]) -> list[Figure]:
    """Three months in a county's office, all of payroll in one process. Then with read models and relay in a process beside: the
    other months, and a standard of the whole year published late, which the thirteenth run pays back month by month.
    """
    people = 2_000 if ground.quick else 10_000
    seconds = Figure("payrun_10k", f"s, {people:,} slips", 3, at_most=True, by_value=True)
    statements = Figure("payrun_statements_per_slip", "statements", 0.01 * 10_000 / people, at_most=True)
    again = Figure("retro_12m_10k", f"s, {people:,} slips of 13 months", 5, at_most=True, by_value=True)
    why = Figure("explain_one_slip_ms", "ms", 20, at_most=True)
    async with open_office(ground, DATABASE) as office:
        first = office.calendar.today().replace(day=1)
        await office.approver.post("/standards", standard_body(COUNTY))
        await hear(office.runtime, people, first)
        for month in range(1, 4):
            office.calendar.day = date(first.year, month, 20)
            before = await root.fetchval(_CALLS, DATABASE)
            seconds.values.append(await paid(office, people))
            statements.values.append((await root.fetchval(_CALLS, DATABASE) - before) / people)
            seconds.floors.append(await one_by_one(ground, people))
    async with open_office(ground, DATABASE, apart=True) as office:
        if "retro_12m_10k" in wanted:
            for month in range(4, 13):
                office.calendar.day = date(first.year, month, 20)
                await paid(office, people)
            office.calendar.day = date(first.year + 1, 1, 20)
            await office.publish(raised(first))
            again.values.append(await paid(office, people))
            again.floors.append(await one_by_one(ground, people))
        if "explain_one_slip_ms" in wanted:
            why.values.append(await explained(office))
    return [seconds, statements, again, why]


async def explained(office: Office) -> float:
    """Milliseconds for one slip of the last run explained line by line, the mean of many."""
    (run, *_) = [row async for row in office.finance.pages("/runs")][::-1]
    answer = await office.finance.get(f"/runs/{run['run_id']}/payslips?limit={ASKED}")
    began = perf_counter()
    for slip in answer["items"]:
        tree = await office.finance.get(f"/payslips/{slip['payslip_id']}/explanation")
        assert tree["lines"]
    return (perf_counter() - began) * 1_000 / len(answer["items"])


async def a_province(ground: Ground) -> list[Figure]:
    """The same run for a hundred thousand, read models and relay beside, and the most memory of the process that calculates; on
    servers of its own, for a broker holds one stream of payroll.
    """
    people = 10_000 if ground.quick else 100_000
    seconds = Figure("payrun_100k", f"s, {people:,} slips", 30 * people / 100_000, at_most=True, by_value=True)
    peak = Figure("payrun_peak_mb", f"MB, {people:,} slips", 1024, at_most=True)
    statements = Figure("payrun_100k_statements", "statements a slip", 0.01 * 100_000 / people, at_most=True)
    async with AsyncExitStack() as stack:
        folder = ground.folder / "province"
        servers = await stack.enter_async_context(Servers(folder, settings=SETTINGS, accounts=accounts((SERVICE,))))
        own = replace(ground, addresses=servers.addresses, folder=folder, started={})
        root = await asyncpg.connect(**own.root)
        stack.push_async_callback(root.close)
        await root.execute("create extension if not exists pg_stat_statements")
        office = await stack.enter_async_context(open_office(own, PROVINCE, apart=True))
        await office.approver.post("/standards", standard_body(COUNTY))
        await hear(office.runtime, people, office.calendar.today().replace(day=1))
        for month in range(1, 3):
            office.calendar.day = date(office.calendar.day.year, month, 20)
            before = await root.fetchval(_CALLS, PROVINCE)
            with most_memory(peak):
                seconds.values.append(await paid(office, people))
            statements.values.append((await root.fetchval(_CALLS, PROVINCE) - before) / people)
            seconds.floors.append(await one_by_one(own, people, PROVINCE))
    return [seconds, peak, statements]


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """Seconds of whole runs; the floor is one slip at a time by statements of its own, extrapolated from a sample."""
    root = await asyncpg.connect(**ground.root)
    await root.execute("create extension if not exists pg_stat_statements")
    found: list[Figure] = []
    if wanted & set(KEYS[:3]):
        found += await a_year(ground, root, wanted)
    if "payrun_100k" in wanted:
        found += await a_province(ground)
    await root.close()
    return found
