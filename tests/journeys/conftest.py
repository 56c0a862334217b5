"""A small county on real servers: one street, two communities, the demonstration rules; everything over HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import httpx
import pytest

from deploy.broker.accounts import accounts
from deploy.local.county import County, county
from deploy.local.story.frontend import Cast
from deploy.local.story.paying import sign_off
from deploy.local.story.people import RECRUITED, Person, person
from deploy.local.story.scheme import scheme_body, standard_body
from shared.kernel import Region, ancestor, region
from tests.servers import watched

COUNTY = region("51", "01", "07")
STREET = region("51", "01", "07", "001")
COMMUNITIES = (region("51", "01", "07", "001", "004"), region("51", "01", "07", "001", "005"))
OTHER_CITY = region("51", "03", "02", "001", "001")


@dataclass(slots=True)
class Journey:
    """A running county with a street of eighteen places; `year` is the one its clock stands in, `people` who was hired."""

    county: County
    cast: Cast
    year: int
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    people: dict[str, Person] = field(default_factory=dict[str, Person])

    def day(self, month: int, day: int) -> date:
        return date(self.year, month, day)

    async def hire(
        self, starts: date, *, workplace: Region = COMMUNITIES[0], signed: bool = True, **changes: Any
    ) -> tuple[str, str]:
        """(worker, employment) of somebody new, `signed` with a contract for three years, a bachelor without certificate."""
        who = person(next(self.numbers))
        body = {
            "name": who.name, "id_number": who.id_number, "phone": who.phone, "education": "BACHELOR",
            "category": "DEDICATED_STAFF", "post_category": "STAFF", "employer": ancestor(workplace, "street"),
            "workplace": workplace, "starts": str(starts), "community_work_since": None, "term_months": 36,
            "probation_months": 0, **RECRUITED, **changes,
        }  # fmt: skip
        answer = await self.cast.street.post("/personnel/workers", body)
        worker, employment = answer["worker_id"], answer["employment_id"]
        self.people[worker] = who
        if not signed:
            return worker, employment
        contract = {"starts": str(starts), "ends": str(starts.replace(year=starts.year + 3) - timedelta(days=1))}
        await self.cast.street.post(f"/personnel/employments/{employment}/contract", contract)
        return worker, employment

    async def decide_grades(self) -> None:
        """Whatever is proposed is reviewed and approved."""
        found = [p async for p in self.cast.street.pages("/personnel/grade-proposals", stage="PROPOSED")]
        which = [{"worker_id": p["worker_id"], "proposal_id": p["proposal_id"]} for p in found]
        await self.cast.street.post("/personnel/grade-reviews", {"proposals": which, "agreed": True})
        decision = {"proposals": which, "agreed": True, "document": "武社工〔2027〕1号"}
        await self.cast.approver.post("/personnel/grade-approvals", decision)

    async def pay(self, month: int) -> str:
        """One closed run for the county; its id."""
        await self.cast.settled()
        finance = self.cast.finance
        body = {"unit": COUNTY, "month": f"{self.year}-{month:02d}", "pay_day": str(self.day(month, 28))}
        run_id: str = (await finance.operation("payroll", await finance.post("/payroll/runs", body)))["run_id"]
        today = self.county.clock.today()
        await sign_off(finance, self.cast.street, self.cast.approver, run_id, today)
        return run_id

    async def lines(self, worker: str, month: int) -> list[dict[str, Any]]:
        """The lines of the person's slip of a month; none without a slip."""
        slips = await self.cast.finance.get(f"/payroll/workers/{worker}/payslips")
        mine = [s for s in slips if s["month"] == f"{self.year}-{month:02d}"]
        if not mine:
            return []
        slip = await self.cast.finance.get(f"/payroll/payslips/{mine[0]['payslip_id']}")
        found: list[dict[str, Any]] = slip["lines"]
        return found


async def founded(running: County, http: httpx.AsyncClient) -> Journey:
    """The small county, its clock on the fourth of January of next year."""
    cast = Cast.of(http, running.issuer, COUNTY)
    year = running.clock.today().year + 1
    await cast.administrator.post("/clock", {"day": f"{year}-01-04"})
    await found_county(cast, year)
    return Journey(running, cast, year)


async def found_county(cast: Cast, year: int) -> None:
    """Regions, quota, grade scheme, pay standard."""
    tree = [(COUNTY, "510107", "武侯区"), (STREET, "510107001", "浆洗街街道")]
    tree += [(c, f"510107001{c[-3:]}", f"{c[-3:]}社区") for c in COMMUNITIES]
    regions = [{"path": path, "code": code, "name": name} for path, code, name in tree]
    await cast.officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": regions})
    population = {"unit": STREET, "residents": 10_000, "effective": f"{year - 1}-01-01", "source": "人口普查"}
    await cast.officer.post("/personnel/populations", population)
    await cast.officer.post("/personnel/quota-requests", {"unit": STREET, "effective": f"{year - 1}-01-01"})
    await cast.approver.post("/personnel/quota-approvals", {"unit": STREET, "document": "武编1号"})
    await cast.approver.post("/personnel/grade-schemes", scheme_body(COUNTY))
    await cast.approver.post("/payroll/standards", standard_body(COUNTY))


@pytest.fixture(scope="module")
async def journey(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Journey]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("deploy.local.county.accounts", lambda *known: watched(accounts(*known)))
        async with county(tmp_path_factory.mktemp("county")) as running:
            transport = httpx.ASGITransport(app=running.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=60) as http:
                yield await founded(running, http)
