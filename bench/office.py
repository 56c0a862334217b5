"""The office that pays: payroll, its people heard, and its run from the request to closed read models."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

import httpx

from bench.http import COUNTY, issuer
from bench.servers import Ground, beside
from deploy.local.county import AUDIENCE, ISSUER
from deploy.local.story.frontend import Frontend
from deploy.local.story.paying import sign_off
from deploy.local.story.scheme import PAPERS
from services.payroll.domain.entitlements import Enrol, GiveGrade
from services.payroll.domain.identities import IdentifyPayee
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.service import SERVICE
from shared.draft import Ask
from shared.eventlog import Origin
from shared.ids import new_id
from shared.kernel import region
from shared.privacy import BlindIndex, MemoryKeyStore, Sealer
from shared.runtime import Connections, Runtime, running
from shared.web.access import Access, claimed_grants
from shared.web.app import create_app
from shared.web.rates import DEVELOPMENT_TIMES, Rates
from shared.web.rights import Grant, Role
from shared.web.tokens import Verifier

STREET: Final = region("51", "01", "07", "017")
NAME: Final = "personnel.worker.name"
NUMBER: Final = "personnel.worker.id_number"


@dataclass(slots=True)
class Calendar:
    """The twentieth of one month after another: the business clock of this office."""

    day: date = date(2026, 1, 20)

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 3, tzinfo=UTC)


@dataclass(slots=True)
class Office:
    """Payroll running in this process, and who pays."""

    runtime: Runtime
    finance: Frontend
    approver: Frontend
    street: Frontend
    calendar: Calendar

    async def run(self) -> int:
        """Request, calculation, check, approval, receipts, closing, until the read models show it; how many slips."""
        asked = {"unit": COUNTY, "month": f"{self.calendar.day:%Y-%m}"}
        outcome = await self._outcome(await self.finance.post("/runs", asked))
        run_id = outcome["run_id"]
        await sign_off(self.finance, self.street, self.approver, run_id, self.calendar.day, base="")
        assert await self.runtime.positions.reached(await self.runtime.log.head(), timeout=600)
        assert (await self.finance.get(f"/runs/{run_id}"))["stage"] == "CLOSED"
        return int(outcome["slips"])

    async def publish(self, standard: dict[str, Any]) -> None:
        """A standard in the place of another, with the digest of what it costs."""
        terms = {name: value for name, value in standard.items() if name not in PAPERS}
        asked = {**terms, "first_month": f"{self.calendar.day:%Y-%m}", "months": 1}
        seen = await self._outcome(await self.finance.post("/simulations", asked))
        await self.approver.post("/standards", {**standard, "simulation": seen["digest"]})

    async def _outcome(self, accepted: dict[str, Any]) -> dict[str, Any]:
        """Followed to the end as a front-end follows it, by what the server tells of its progress."""
        told = (await self.finance.file(f"/operations/{accepted['operation_id']}/events")).decode()
        *_, ended = (json.loads(line.removeprefix("data: ")) for line in told.splitlines() if line.startswith("data: "))
        if ended["state"] != "succeeded":
            raise RuntimeError(f"{ended['outcome']}")
        assert await self.runtime.positions.reached(await self.runtime.log.head(), timeout=600)
        return dict(ended["outcome"])


@asynccontextmanager
async def open_office(ground: Ground, database: str, *, apart: bool = False) -> AsyncIterator[Office]:
    """`apart`: read models and relay in a process beside this one, as deploy/ runs them; else all in one, as a county office does."""
    base, signs = await ground.base(database), issuer(ground)
    connections = Connections(app=base.app, projector=base.projector, broker=ground.addresses.broker)
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"i" * 32))
    access = Access(Verifier(signs.key_set(), ISSUER, AUDIENCE), claimed_grants, Rates(times=DEVELOPMENT_TIMES))
    broker = ground.addresses.broker
    told = {"app": base.app, "projector": base.projector, "broker": broker.url, "broker_passwords": broker.passwords}
    calendar = Calendar()
    async with AsyncExitStack() as stack:
        if apart:
            await stack.enter_async_context(beside("bench.following", told))
        roles = ("web", "work") if apart else ("web", "work", "follow", "relay")
        runtime = await stack.enter_async_context(
            running(SERVICE, connections, calendar, sealer, roles=roles, alone=not apart)
        )
        app = create_app(runtime, access, b"c" * 32)
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://payroll", timeout=120) as http:
            whose = "-beside" if apart else ""  # idempotency keys are counted by caller
            yield Office(
                runtime,
                Frontend(http, signs, f"finance{whose}", (Grant(Role.FINANCE, COUNTY),)),
                Frontend(http, signs, f"approver{whose}", (Grant(Role.COUNTY_APPROVER, COUNTY),)),
                Frontend(http, signs, f"street{whose}", (Grant(Role.STREET_OFFICER, COUNTY),)),
                calendar,
            )


async def hear(runtime: Runtime, people: int, first: date) -> None:
    """Everybody's national id, hire and grade, as the listener would decide them."""
    origin = Origin(actor="service:personnel", command_id=new_id(), correlation=new_id())
    for start in range(0, people, 500):
        workers = [new_id() for _ in range(min(500, people - start))]
        sealed = await runtime.sealer.seal_many(
            [(w, {NAME: f"王{n}", NUMBER: f"{510_107_198_001_010_000 + n}"}) for n, w in enumerate(workers, start)]
        )
        draft = runtime.handling.draft()
        await draft.load([(ENTITLEMENT, worker) for worker in workers])
        for n, (worker, told) in enumerate(zip(workers, sealed, strict=True)):
            for command in _told(worker, told, first, grade=1 + n % 12):
                await draft.decide(Ask(stream=ENTITLEMENT, to=worker, command=command, region=STREET), origin)
        await runtime.log.append(draft.append())
    assert await runtime.positions.reached(await runtime.log.head(), timeout=600)


def _told(worker: UUID, sealed: Mapping[str, Any], first: date, *, grade: int) -> Sequence[Any]:
    return (
        IdentifyPayee(worker_id=worker, identity=new_id(), id_number=sealed[NUMBER], day=first),
        Enrol(
            worker_id=worker, employment_id=new_id(), name=sealed[NAME], employer=STREET, workplace=STREET,
            category="DEDICATED_STAFF", post_category="STAFF", starts=first, cause=new_id(),
        ),
        GiveGrade(
            worker_id=worker, decision_id=new_id(), effective=first, post_category="STAFF", grade=grade,
            scheme="DEMO-18", scheme_version=1, cause=new_id(),
        ),
    )  # fmt: skip
