"""A county whose people were given their offices by authority: tokens say who they are and nothing else."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from deploy.authorities import found
from deploy.local.county import County, county
from deploy.local.story.frontend import Cast, Frontend, Problem
from shared.kernel import NATION, Region, Role
from tests.journeys.conftest import COUNTY, Journey, found_county
from tests.servers import arguments

ASKED: Final = {
    "personnel": "/personnel/quota-ledger",
    "training": "/training/duty-counts",
    "assessment": "/assessment/result-counts?year=2027",
    "payroll": "/payroll/runs",
}
"""A list in each service that a county approver may see."""


@dataclass(slots=True)
class Offices:
    """`he` and `shen` are the security administrators; `grants` names the grant of each (holder, role)."""

    running: County
    http: httpx.AsyncClient
    he: Frontend
    shen: Frontend
    grants: dict[tuple[str, Role], str]
    keys: "count[int]"

    def person(self, subject: str, *, on_behalf_of: str | None = None) -> Frontend:
        return Frontend(self.http, self.he.issuer, subject, None, on_behalf_of, self.keys)

    @property
    def today(self) -> str:
        return self.running.clock.today().isoformat()

    async def propose(self, holder: str, role: Role, region: Region = COUNTY, **terms: Any) -> str:
        body = {
            "holder": holder,
            "role": role,
            "region": region,
            "starts": self.today,
            "basis": "武社工〔2027〕1号",
            **terms,
        }
        grant: str = (await self.he.post("/personnel/grants", body))["stream_id"]
        return grant

    async def give(self, holder: str, role: Role, region: Region = COUNTY, **terms: Any) -> Frontend:
        """Proposed by one, confirmed by the other."""
        grant = await self.propose(holder, role, region, **terms)
        await self.shen.post(f"/personnel/grants/{grant}/confirmations", {})
        self.grants[holder, role] = grant
        return self.person(holder)

    async def delegated(self, principal: Frontend, role: Role, deputy: str, region: Region = COUNTY) -> str:
        """Offered, not accepted yet; until the end of the month."""
        today = self.running.clock.today()
        body = {
            "grant_id": self.grants[principal.subject, role], "deputy": deputy, "region": region, "starts": self.today,
            "ends": today.replace(day=28).isoformat(), "basis": "武社工〔2027〕9号",
        }  # fmt: skip
        delegation: str = (await principal.post("/personnel/delegations", body))["stream_id"]
        return delegation

    async def known(self) -> None:
        """Until every service has heard of every grant."""
        await Cast.of(self.http, self.he.issuer, COUNTY).settled()


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """What a process keeps of authority is at most a second old."""
    async with asyncio.timeout(20):
        while not await true():
            await asyncio.sleep(0.05)


async def status(asking: Frontend, path: str) -> int:
    path, _, year = path.partition("?year=")
    try:
        await asking.get(path, **({"year": year} if year else {}))
    except Problem as refused:
        return refused.status
    return 200


async def answered(asking: Frontend, expected: int, paths: dict[str, str] | None = None) -> None:
    """Until every service answers so."""

    async def everywhere() -> bool:
        return {await status(asking, path) for path in (paths or ASKED).values()} == {expected}

    await until(everywhere)


async def refused(asked: Awaitable[Any], code: str) -> None:
    with pytest.raises(Problem) as problem:
        await asked
    assert problem.value.code == code


@asynccontextmanager
async def offices(folder: Path) -> AsyncIterator[Offices]:
    """The two administrators appointed, nobody else known."""
    async with county(folder) as running:
        transport = httpx.ASGITransport(app=running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=60) as http:
            role, servers = "personnel_app", running.servers
            connection = arguments(servers.addresses, role, servers.state.secret(role), "personnel")
            await found(connection, running.clock, ["he", "shen"], "武安〔2027〕1号")
            he, shen = (Frontend(http, running.issuer, name) for name in ("he", "shen"))
            await answered(shen, 200, {"personnel": "/personnel/grants"})
            keys: count[int] = count(10_000)
            yield Offices(running, http, he, shen, {}, keys)


async def journey(offices: Offices) -> Journey:
    """The small county of the other journeys, founded by people in office; its clock on the fourth of January of next year."""
    await offices.give("sys", Role.SYSTEM_ADMIN, NATION)
    year = offices.running.clock.today().year + 1
    administrator = offices.person("sys")
    await answered(administrator, 200, {"personnel": "/personnel/parked"})
    await administrator.post("/clock", {"day": f"{year}-01-04"})
    offered = {
        "officer": Role.COUNTY_OFFICER, "approver": Role.COUNTY_APPROVER, "street": Role.STREET_OFFICER,
        "organisation": Role.ORGANISATION, "assessor": Role.ASSESSOR, "trainer": Role.TRAINER, "finance": Role.FINANCE,
    }  # fmt: skip
    people = {name: await offices.give(f"{name}-of-wuhou", role) for name, role in offered.items()}
    await offices.known()
    await answered(people["approver"], 200)
    cast = replace(Cast.of(offices.http, offices.he.issuer, COUNTY), administrator=administrator, **people)
    await found_county(cast, year)
    return Journey(offices.running, cast, year)
