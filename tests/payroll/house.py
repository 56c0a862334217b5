"""A running payroll service on real servers, with people heard of and callers who may ask."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import httpx

from deploy.local.county import AUDIENCE, ISSUER
from deploy.local.servers import Addresses
from services.payroll.domain.entitlements import Enrol, GiveGrade
from services.payroll.domain.streams import ENTITLEMENT
from services.payroll.service import SERVICE
from shared.draft import Ask
from shared.eventlog import Origin
from shared.ids import new_id
from shared.kernel import Region, Sealed, Stream
from shared.privacy import BlindIndex, Sealer
from shared.privacy.keystore import MemoryKeyStore
from shared.runtime import Connections, Runtime, running
from shared.web.access import Access, claimed_grants
from shared.web.app import create_app
from shared.web.issuer import Issuer
from shared.web.rates import DEVELOPMENT_TIMES, Rates
from shared.web.rights import Grant, Role
from shared.web.tokens import Verifier
from tests.payroll.county import COUNTY, STREET
from tests.servers import TestDatabase

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FINANCE, APPROVER, CHECKER = "finance-1", "approver-1", "checker-1"
ROLES = {FINANCE: "finance", APPROVER: "county_approver", CHECKER: "street_officer", "both": "finance county_approver"}
STANDARD: dict[str, Any] = {
    "county": COUNTY,
    "effective": "2026-01-01",
    "means": "各等级月薪酬标准",
    "document": "示范薪酬〔2026〕1号",
    "article": "第一条",
    "source": "关于加强社区工作者队伍建设的意见 (2024) 第十二条",
    "grades": [
        {"grade": g, "monthly": f"{340_000 * (100 + 5 * (g - 1)) // 100 // 100}.00"} for g in range(1, 19)
    ],
    "basic_share_ppm": 800_000,
    "factors": [{"result": "EXCELLENT", "factor_ppm": 1_200_000}, {"result": "FAIL", "factor_ppm": 0}],
    "allowances": [{"level": "ASSISTANT", "monthly": "200.00"}, {"level": "SOCIAL_WORKER", "monthly": "400.00"}],
}  # fmt: skip


class FixedClock:
    """The business day stands still; instants go on."""

    def __init__(self, day: date) -> None:
        self.day = day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 3, tzinfo=UTC)

    def today(self) -> date:
        return self.day


@dataclass
class House:
    """Callers are named; whoever is not among ROLES is a worker."""

    runtime: Runtime
    issuer: Issuer
    http: httpx.AsyncClient
    clock: FixedClock
    asked: int = 0

    async def post(self, path: str, body: Any, *, by: str = FINANCE, status: int = 201) -> Any:
        self.asked += 1
        headers = {**self._signed_in(by), "idempotency-key": f"k{self.asked}", "accept-language": "en"}
        answer = await self.http.post(path, json=body, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def get(self, path: str, *, by: str = FINANCE, status: int = 200) -> Any:
        answer = await self.http.get(path, headers=self._signed_in(by))
        assert answer.status_code == status, answer.text
        return answer.json()

    async def cancel(self, operation: Any, *, by: str = FINANCE) -> None:
        answer = await self.http.delete(f"/operations/{operation['operation_id']}", headers=self._signed_in(by))
        assert answer.status_code == 202, answer.text

    async def upload(self, path: str, body: bytes, *, by: str = FINANCE, status: int = 202) -> Any:
        """Send a workbook and wait for its operation to end; answers the operation, or the refusal of that status."""
        self.asked += 1
        headers = {**self._signed_in(by), "idempotency-key": f"k{self.asked}", "content-type": SHEET}
        answer = await self.http.post(path, content=body, headers=headers)
        assert answer.status_code == status, answer.text
        operation = answer.json()
        while status == 202 and operation["state"] not in ("succeeded", "failed", "cancelled"):
            await asyncio.sleep(0.01)
            operation = await self.get(f"/operations/{operation['operation_id']}", by=by)
        await self.caught_up()
        return operation

    async def file(self, path: str, *, by: str = FINANCE) -> bytes:
        answer = await self.http.get(path, headers=self._signed_in(by))
        assert answer.status_code == 200, answer.text
        return answer.content

    def _signed_in(self, by: str) -> dict[str, str]:
        """`name@region` is that person with his roles there only."""
        name, _, place = by.partition("@")
        grants = [Grant(Role(role), Region(place or COUNTY)) for role in ROLES.get(name, "worker").split()]
        return {"authorization": f"Bearer {self.issuer.token(by, grants)}"}

    async def hear(self, asks: Sequence[tuple[UUID, Any]], *, stream: Stream[Any, Any, Any, Any] = ENTITLEMENT) -> None:
        """Commands as reactions send them, many people in one append; names are sealed on the way."""
        asks = await self._named(asks)
        origin = Origin(actor="service:personnel", command_id=new_id(), correlation=new_id())
        for start in range(0, len(asks), 2_000):
            draft = self.runtime.handling.draft()
            await draft.load([(stream, to) for to, _ in asks[start : start + 2_000]])
            for to, command in asks[start : start + 2_000]:
                await draft.decide(Ask(stream=stream, to=to, command=command, region=STREET), origin)
            await self.runtime.log.append(draft.append())
        await self.caught_up()

    async def _named(self, asks: Sequence[tuple[UUID, Any]]) -> Sequence[tuple[UUID, Any]]:
        hires = [(to, c) for to, c in asks if isinstance(c, Enrol)]
        field = "personnel.worker.name"
        sealed = await self.runtime.sealer.seal_many([(to, {field: f"王{to.int}"}) for to, _ in hires])
        names = {to: values[field] for (to, _), values in zip(hires, sealed, strict=True)}
        return [(to, replace(c, name=names[to]) if isinstance(c, Enrol) else c) for to, c in asks]

    async def caught_up(self) -> None:
        assert await self.runtime.positions.reached(await self.runtime.log.head(), timeout=60)

    async def run(self, unit: Region, month: str, *, by: str = FINANCE, **more: Any) -> Any:
        """Start a run and wait for its operation to end; answers the operation."""
        operation = await self.post("/runs", {"unit": unit, "month": month, **more}, by=by, status=202)
        while operation["state"] not in ("succeeded", "failed", "cancelled"):
            await asyncio.sleep(0.01)
            operation = await self.get(f"/operations/{operation['operation_id']}", by=by)
        await self.caught_up()
        return operation

    async def finish(self, run_id: str) -> None:
        """A calculated run to its end, everything answered for."""
        path = f"/runs/{run_id}"
        await self.post(f"{path}/checks", {}, by=CHECKER)
        for finding in (await self.get(path))["findings"]:
            await self.post(f"{path}/overrides", {"kind": finding["kind"], "reason": "已核对"}, by=CHECKER)
        await self.post(f"{path}/approvals", {}, by=APPROVER)
        for sums in (await self.get(f"{path}/control-sums"))[:2]:
            accepted = {name: sums[name] for name in ("kind", "people", "total")}
            day = str(self.clock.today())
            await self.post(f"{path}/receipts", {**accepted, "reference": f"回执{sums['kind']}", "received_on": day})
        await self.post(f"{path}/closings", {})


def hired(n: int, first: date, *, employer: Region = STREET) -> tuple[UUID, Any]:
    worker = UUID(int=n)
    return worker, Enrol(
        worker_id=worker, employment_id=UUID(int=1_000_000 + n), name=Sealed(""), employer=employer,
        workplace=employer, category="DEDICATED_STAFF", post_category="STAFF", starts=first,
        cause=UUID(int=2_000_000 + n),
    )  # fmt: skip


def decided(n: int, grade: int, effective: date, *, nth: int = 0) -> tuple[UUID, Any]:
    worker, id = UUID(int=n), 3_000_000 + nth * 1_000_000 + n
    return worker, GiveGrade(
        worker_id=worker, decision_id=UUID(int=id), effective=effective, post_category="STAFF", grade=grade,
        scheme="DEMO-18", scheme_version=1, cause=UUID(int=id + 500_000_000),
    )  # fmt: skip


@asynccontextmanager
async def open_house(database: TestDatabase, addresses: Addresses, today: date, *roles: str) -> AsyncIterator[House]:
    clock = FixedClock(today)
    sealer = Sealer(store=MemoryKeyStore(), blind=BlindIndex(b"k" * 32))
    connections = Connections(app=database.app, projector=database.projector, broker=addresses.broker)
    wanted = ("web", "follow", "work", *roles)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        issuer = Issuer(folder, issuer=ISSUER, audience=AUDIENCE, profile="development")
        verifier = Verifier(issuer.key_set(), ISSUER, AUDIENCE)
        access = Access(verifier, claimed_grants, Rates(times=DEVELOPMENT_TIMES))
        house = running(SERVICE, connections, clock, sealer, roles=wanted, alone=True)
        runtime = await stack.enter_async_context(house)
        app = create_app(runtime, access, b"c" * 32)
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://payroll")
        yield House(runtime, issuer, await stack.enter_async_context(client), clock)
