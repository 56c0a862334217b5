"""What an officer of a province waits for, beside what one of a small county waits for: the same pages, a hundred times the people."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any, Final
from uuid import UUID

import httpx

from bench.figures import Figure, interleaved
from bench.http import issuer
from bench.importing import people
from bench.servers import Ground
from deploy.local.county import AUDIENCE, ISSUER
from deploy.local.story.frontend import Frontend
from deploy.local.story.people import Person
from deploy.local.story.scheme import SCHEME, scheme_body
from services.personnel.domain.employment import Category, Source
from services.personnel.domain.engagement import Engagement, Identity, begin
from services.personnel.domain.headcount import ApproveQuota, RecordPopulation, RequestQuota
from services.personnel.domain.headcount_events import quota_id
from services.personnel.domain.headcount_places import place_key
from services.personnel.domain.hire_grounds import HireGround
from services.personnel.domain.scheme_terms import Education, PostCategory
from services.personnel.domain.streams import QUOTA
from services.personnel.service import SERVICE
from shared.clock import SystemClock
from shared.draft import Ask
from shared.eventlog import Origin
from shared.ids import new_id
from shared.kernel import Region, ancestor, region
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.runtime import Connections, Runtime, running
from shared.web.access import Access, claimed_grants
from shared.web.app import create_app
from shared.web.rates import DEVELOPMENT_TIMES, Rates
from shared.web.rights import Grant, Role
from shared.web.tokens import Verifier

KEYS: Final = ("list_page_100k", "timeline_100k", "quota_ledger_100k")
PROVINCE: Final = region("51")
PATHS: Final = {
    "list_page_100k": "/workers?limit=100", "timeline_100k": "/workers/{worker}/timeline",
    "quota_ledger_100k": "/quota-ledger?limit=5",
}  # fmt: skip
NAME: Final = "personnel.worker.name"
NUMBER: Final = "personnel.worker.id_number"
FIRST: Final = date(2020, 1, 1)
CHUNK: Final = 500
ASKED: Final = 40


def communities(count: int) -> Iterator[Region]:
    """So many communities: five in a street, ten streets in a county, twenty counties in a city."""
    for n in range(count):
        county = n // 50
        yield region(
            "51", f"{county // 20 + 1:02d}", f"{county % 20 + 1:02d}", f"{n // 5 % 10 + 1:03d}", f"{n % 5 + 1:03d}"
        )


@dataclass(slots=True)
class Crowd:
    """Personnel running in this process with so many people; `officer` is in charge of the whole province."""

    runtime: Runtime
    officer: Frontend
    workers: list[UUID]

    async def asked(self, key: str) -> float:
        """Milliseconds for one answer, the mean of many: the first page, then pages and people all over."""
        began, cursor = perf_counter(), ""
        for n in range(ASKED):
            path = PATHS[key].format(worker=self.workers[n * 7_919 % len(self.workers)])
            answer = await self.officer.get(path + cursor)
            nothing = not isinstance(answer, dict) or answer["next"] is None or "?" not in path
            cursor = "" if nothing else f"&cursor={answer['next']}"
        return (perf_counter() - began) * 1_000 / ASKED


@asynccontextmanager
async def crowd(ground: Ground, database: str, count: int, homes: int) -> AsyncIterator[Crowd]:
    base, signs = await ground.base(database), issuer(ground)
    connections = Connections(app=base.app, projector=base.projector, broker=ground.addresses.broker)
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"i" * 32))
    access = Access(Verifier(signs.key_set(), ISSUER, AUDIENCE), claimed_grants, Rates(times=DEVELOPMENT_TIMES))
    async with running(SERVICE, connections, SystemClock(), sealer, roles=("web", "follow"), alone=True) as runtime:
        transport = httpx.ASGITransport(create_app(runtime, access, b"c" * 32))
        async with httpx.AsyncClient(transport=transport, base_url="http://personnel", timeout=120) as http:
            approver = Frontend(http, signs, "approver", (Grant(Role.COUNTY_APPROVER, PROVINCE),))
            await approver.post("/grade-schemes", scheme_body(PROVINCE))
            places = list(communities(homes))
            await _quotas(runtime, sorted({ancestor(p, "street") for p in places}), count)
            workers = await _hired(runtime, places, count)
            officer = Frontend(http, signs, "officer", (Grant(Role.COUNTY_OFFICER, PROVINCE),))
            yield Crowd(runtime, officer, workers)


def _origin(actor: str) -> Origin:
    return Origin(actor=actor, command_id=new_id(), correlation=new_id())


async def _quotas(runtime: Runtime, streets: list[Region], count: int) -> None:
    """Places for everybody and a few more."""
    draft, residents = runtime.handling.draft(), (count // len(streets) + 10) * 10_000 // 18 + 1
    for turn, street in enumerate(streets):
        for actor, command in (
            ("a", RecordPopulation(unit=street, residents=residents, effective=FIRST, source="bench")),
            ("a", RequestQuota(unit=street, effective=FIRST)), ("b", ApproveQuota(document="1号", turn=turn)),
        ):  # fmt: skip
            ask = Ask(stream=QUOTA, to=quota_id(street), command=command, region=street)
            await draft.decide(ask, _origin(actor))
    await runtime.log.append(draft.append())


async def _hired(runtime: Runtime, places: list[Region], count: int) -> list[UUID]:
    workers, everybody = list[UUID](), list(people(count))
    for start in range(0, count, CHUNK):
        chunk = everybody[start : start + CHUNK]
        ids = [new_id() for _ in chunk]
        values = [
            (id, {"personnel.worker.name": p.name, "personnel.worker.id_number": p.id_number})
            for id, p in zip(ids, chunk, strict=True)
        ]
        sealed = await runtime.sealer.seal_many(values)
        draft = runtime.handling.draft()
        for at, (id, who, tokens) in enumerate(zip(ids, chunk, sealed, strict=True), start=start):
            home = places[at % len(places)]
            for send in begin(
                _engagement(id, who, tokens, home, at // len(places) + at % 5 * (count // len(places) + 1) + 1)
            ):
                await draft.decide(
                    Ask(stream=send.stream, to=send.to, command=send.command, region=home), _origin("import")
                )
        await runtime.log.append(draft.append())
        workers += ids
    assert await runtime.positions.reached(await runtime.log.head(), timeout=600)
    return workers


def _engagement(id: UUID, who: Person, sealed: Any, home: Region, number: int) -> Engagement:
    street = ancestor(home, "street")
    identity = Identity(
        worker_id=id, name=sealed[NAME], id_number=sealed[NUMBER],
        id_hash=id.hex, phone=None, sex="FEMALE" if who.female else "MALE", birth_month=f"{who.born:%Y-%m}",
    )  # fmt: skip
    return Engagement(
        identity=identity, employment_id=new_id(), education=Education.BACHELOR, certificate=None,
        category=Category.DEDICATED_STAFF, post_category=PostCategory.STAFF, employer=street, workplace=home,
        place=place_key(street, number), source=Source.IMPORTED, starts=FIRST, community_work_since=FIRST,
        term_months=None, probation_months=0, ground=HireGround.OPENING_STOCK, grade=SCHEME.ranges[-1].lowest, grade_since=FIRST,
    )  # fmt: skip


async def figures(ground: Ground, wanted: set[str]) -> list[Figure]:
    """Milliseconds an answer in a province of 100,000; the floor is a county of 1,000, both with twenty people in a community. No more
    than half again as slow.
    """
    many = 10_000 if ground.quick else 100_000
    found: list[Figure] = []
    async with (
        crowd(ground, "bench_county", 1_000, 50) as small,
        crowd(ground, "bench_province", many, many // 20) as large,
    ):
        for key in (key for key in KEYS if key in wanted):
            figure = Figure(key, f"ms, {many:,} people", 1.5, at_most=True)
            await small.asked(key)
            await large.asked(key)
            found.append(
                await interleaved(figure, lambda k=key: large.asked(k), lambda k=key: small.asked(k), ground.rounds)
            )
    return found
