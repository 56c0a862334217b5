"""A province's roster in one workbook: from the upload to the last person, and the memory it took."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from time import perf_counter
from typing import Any, Final

import httpx

from bench.figures import Figure
from bench.http import COUNTY, asked, issuer
from bench.servers import Ground, beside
from deploy.local.story import roster
from deploy.local.story.frontend import Frontend
from deploy.local.story.people import Person, person
from deploy.local.story.places import Place, communities, places, streets
from deploy.local.story.scheme import scheme_body
from shared.clock import SystemClock
from shared.kernel.national_id import check_digit
from shared.web.rights import Grant, Role

KEYS: Final = ("import_100k",)
ROLES: Final = ("web", "follow", "relay", "work")
PEOPLE: Final = 100_000
FEW: Final = 5_000
_DAYS: Final = 365 * 24
_OLDEST: Final = date(1975, 1, 1)


def people(count: int) -> Iterator[Person]:
    """So many different people; the area prefix was never assigned, the sequence never issued."""
    for n in range(count):
        born = _OLDEST + timedelta(days=n // 2 % _DAYS)
        area, female = 990101 + n // (2 * _DAYS), n % 2 == 0
        digits = f"{area}{born:%Y%m%d}{'000' if female else '001'}"
        yield replace(
            person(n % 1_000), id_number=digits + check_digit(digits), female=female, born=born, phone=f"199{n:08d}"
        )


def sheet(count: int, today: date) -> bytes:
    """The story's roster with as many people as asked for, spread over the county's communities."""
    homes: list[tuple[Place, Place]] = [(s, c) for s in streets() for c in communities(s)]
    random, rows = Random(7), []
    for n, who in enumerate(people(count)):
        street, community = homes[n % len(homes)]
        row = roster._row(who, random, street, community, n // len(homes), today)
        rows.append(replace(row, certificate_number=row.certificate_number and f"SW{n:012d}"))
    return roster.workbook(rows, [])


async def _found(officer: Frontend, approver: Frontend, count: int, year: int) -> None:
    """The county's tree, places for everybody, the grade scheme."""
    below = [p for p in places() if p.level in ("county", "street", "community")]
    regions = [{"path": p.path, "code": p.code, "name": p.name} for p in below]
    await officer.post("/regions", {"effective": "2000-01-01", "regions": regions})
    first = f"{year - 1}-01-01"
    for street in streets():
        residents = count // 3 * 10_000 // 18  # the largest street has less than a third
        body = {"unit": street.path, "residents": residents, "effective": first, "source": "bench"}
        await officer.post("/populations", body)
        await officer.post("/quota-requests", {"unit": street.path, "effective": first})
        await approver.post("/quota-approvals", {"unit": street.path, "document": "武编〔2026〕3号"})
    await approver.post("/grade-schemes", scheme_body(COUNTY))


async def _imported(url: str, ground: Ground, count: int) -> tuple[float, dict[str, Any]]:
    signs, today = issuer(ground), SystemClock().today()
    workbook = sheet(count, today)
    async with httpx.AsyncClient(base_url=url, timeout=600) as client:
        officer = Frontend(client, signs, "officer", (Grant(Role.COUNTY_OFFICER, COUNTY),))
        approver = Frontend(client, signs, "approver", (Grant(Role.COUNTY_APPROVER, COUNTY),))
        await _found(officer, approver, count, today.year)
        started = perf_counter()
        accepted = await officer.post("/roster-imports", content=workbook, county=COUNTY)
        path = f"/operations/{accepted['operation_id']}"
        while (now := await officer.get(path))["state"] not in ("succeeded", "failed"):
            await asyncio.sleep(0.2)
        health = await officer.get("/health/ready")
        while health["read_models"] < health["head"]:
            await asyncio.sleep(0.05)
            health = await officer.get("/health/ready")
        return perf_counter() - started, dict(now["outcome"] or {})


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """`import_100k`: seconds from upload to read models of a web process that also works; its most memory beside."""
    count = FEW if ground.quick else PEOPLE
    seconds = Figure("import_100k", f"s, {count:,} rows")
    peak = Figure("import_peak_mb", "MB", 512, at_most=True)
    told = await asked(ground, "personnel", "bench_import", ROLES)
    async with beside("bench.serve", told) as served:
        took, outcome = await _imported(f"http://127.0.0.1:{served.told['port']}", ground, count)
    if outcome.get("imported") != count:
        seconds.remark = f"imported {outcome.get('imported')}"
    seconds.values.append(took)
    peak.values.append(float(served.ended["peak_mb"]))
    return [seconds, peak]
