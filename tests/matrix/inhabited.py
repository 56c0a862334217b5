"""How the county comes to have something to show, and something to refuse, on every route."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from deploy.local.county import AUDIENCE, ISSUER, county, superuser
from deploy.local.story.frontend import SERVICES
from deploy.local.story.people import person
from shared.ids import new_id
from shared.kernel import NATION
from shared.proof import SealStore
from shared.web.issuer import Issuer
from shared.web.rights import Role
from tests.journeys.attack import lived_in, somebody
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey, founded
from tests.matrix.county import NEVER_FOUNDED, PLACES, Matrix
from tests.matrix.lives import LIVES


@asynccontextmanager
async def living(folder: Path) -> AsyncIterator[Matrix]:
    """The county, running in the folder."""
    async with county(folder) as running:
        transport = httpx.ASGITransport(app=running.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://county", timeout=60) as http:
            yield await inhabited(await founded(running, http))


async def inhabited(journey: Journey) -> Matrix:
    """The county of the attackers, and what they do not need: people in probation, facts to correct, work that has ended."""
    ids = await lived_in(journey)
    year = journey.year
    probationer, employment = await journey.hire(journey.day(1, 4), probation_months=3)
    names: dict[str, Any] = {name: getattr(ids, name) for name in ids.__slots__}
    names |= {
        "year": year, "last_year": year - 1, "next_year": year + 1, "never": str(new_id()), "probationer": probationer,
        "on_probation": employment, "id_number": person(700).id_number,
    }  # fmt: skip
    names |= await _trained(journey, probationer)
    names |= await _scored(journey, ids.scheme, ids.result)
    names |= await _declared(journey, ids.worker)
    await journey.cast.settled()
    names |= await _worked(journey)
    names |= await _in_office(journey, ids.worker)
    await _looked_at(journey)
    await _asked_to_forget(journey, ids.worker)
    for lived in LIVES:
        names |= await lived(journey, names)
    await journey.cast.settled()
    sealed: dict[str, Any] = {}
    for name in SERVICES:
        await _left_behind(journey, name)
        sealed |= await _sealed(journey, name)
    matrix = Matrix(journey, names | sealed | dict(PLACES), _foreign(journey))
    matrix.nowhere = {
        **{name: str(new_id()) if isinstance(value, str) and _is_id(value) else value for name, value in names.items()},
        **dict.fromkeys(sealed, 10**17), **NEVER_FOUNDED,
    }  # fmt: skip
    return matrix


def _is_id(value: str) -> bool:
    return len(value) == 36 and value.count("-") == 4


async def _trained(journey: Journey, worker: str) -> dict[str, str]:
    """One completion that meets a duty, one that was annulled."""
    await journey.cast.settled()
    trainer, path = journey.cast.trainer, f"/training/workers/{worker}/completions"
    names = {"completion": str(new_id()), "annulled_completion": str(new_id())}
    for id in names.values():
        completed = {"category": "ABILITY", "hours": 40, "course": "初任培训", "completed_on": f"{journey.year}-01-04"}
        await trainer.post(path, {"completion_id": id, "kind": "INDUCTION", **completed})
    annulled = {"completion_id": names["annulled_completion"], "reason": "ENTRY_ERROR"}
    await trainer.post(f"{path}/annulments", annulled)
    duties = await trainer.get(f"/training/workers/{worker}/duties")
    return names | {"met_duty": next(d["duty_id"] for d in duties if d["standing"] == "MET")}


async def _scored(journey: Journey, scheme: str, result: str) -> dict[str, str]:
    """One score that stands, one that was annulled; the scheme is frozen."""
    path, day = f"/assessment/results/{result}/scores", str(journey.day(1, 4))
    names = {"score": str(new_id()), "annulled_score": str(new_id())}
    for id, head, source in (
        (names["score"], "WORK_RESULTS", "STREET_PANEL"),
        (names["annulled_score"], "POLITICAL_QUALITY", "COUNTY_PANEL"),
    ):
        said = {"fact": id, "head": head, "source": source, "score": 8_000, "scored_on": day}
        await journey.cast.assessor.post(path, said)
    annulled = {"fact": names["annulled_score"], "reason": "ENTRY_ERROR"}
    await journey.cast.assessor.post(f"{path}/annulments", annulled)
    await journey.cast.officer.post(f"/assessment/schemes/{scheme}/freezes", {})
    return names


async def _declared(journey: Journey, worker: str) -> dict[str, str]:
    """A base, a deduction, and a deduction that was annulled."""
    finance, path = journey.cast.finance, f"/payroll/workers/{worker}"
    start = f"{journey.year}-01-01"
    await finance.post(f"{path}/insurance-bases", {"starts": start, "base": "5000.00"})
    await finance.post(f"{path}/deductions", {"kind": "CHILD_EDUCATION", "starts": start, "monthly": "2000.00"})
    await journey.cast.settled()
    found = {f["kind"]: f["fact"] for f in await finance.get(f"{path}/entitlement")}
    await finance.post(f"{path}/deductions", {"kind": "HOUSING_RENT", "starts": start, "monthly": "1500.00"})
    await journey.cast.settled()
    rows = [f["fact"] for f in await finance.get(f"{path}/entitlement") if f["kind"] == "DEDUCTION"]
    (annulled,) = set(rows) - {found["DEDUCTION"]}
    await finance.post(f"{path}/declarations/{annulled}/annulments", {"reason": "ENTRY_ERROR"})
    return {"base": found["INSURANCE_BASE"], "deduction": found["DEDUCTION"], "annulled_deduction": annulled}


async def _worked(journey: Journey) -> dict[str, str]:
    """The last operation of each service that does long work in the county."""
    latest = "select operation_id from log.operation where region = $1 order by created desc limit 1"
    runtimes = journey.county.runtimes
    found = {f"{name}_work": await runtimes[name].pool.fetchval(latest, COUNTY) for name in SERVICES}
    return {name: str(id) for name, id in found.items() if id is not None}


async def _in_office(journey: Journey, worker: str) -> dict[str, str]:
    """The worker holds a grant of the county, does part of it by a deputy, and took a second duty back."""
    he, shen = (somebody(journey, NATION, Role.SECURITY_ADMIN, subject=name) for name in ("he", "shen"))
    his, deputy = (somebody(journey, STREET, Role.SECRETARY, subject=name) for name in (worker, "deputy"))
    days = {"starts": str(journey.day(1, 4)), "basis": "武社工〔2027〕1号"}
    offered = {"holder": worker, "role": "secretary", "region": COUNTY, **days}
    grant = (await he.post("/personnel/grants", offered))["stream_id"]
    await shen.post(f"/personnel/grants/{grant}/confirmations", {})
    duty = {"grant_id": grant, "deputy": "deputy", "region": COUNTY, "ends": str(journey.day(1, 28)), **days}
    ids = [(await his.post("/personnel/delegations", duty))["stream_id"] for _ in range(2)]
    await deputy.post(f"/personnel/delegations/{ids[0]}/acceptances", {})
    await his.post(f"/personnel/delegations/{ids[1]}/endings", {"reason": "取消"})
    return {"grant": grant, "delegation": ids[0], "ended_delegation": ids[1]}


async def _looked_at(journey: Journey) -> None:
    """Somebody saw the people in every service, so that there is something to tell of it."""
    cast, year = journey.cast, journey.year
    await cast.officer.get("/personnel/workers")
    for standing in ("OPEN", "MET", "WITHDRAWN"):
        await cast.trainer.get("/training/duties", standing=standing)
    await cast.officer.get("/assessment/results", year=year - 1)
    for run in (await cast.finance.get("/payroll/runs"))["items"]:
        await cast.finance.get(f"/payroll/runs/{run['run_id']}/payslips")


async def _asked_to_forget(journey: Journey, worker: str) -> None:
    """It waits for somebody's decision that the worker's phone is erased."""
    proposal = {"purposes": ["contact"], "basis": "CONSENT_WITHDRAWN"}
    await journey.cast.officer.post(f"/personnel/workers/{worker}/erasure-proposals", proposal)


async def _sealed(journey: Journey, name: str) -> dict[str, int]:
    """Everything that happened so far lies under a seal: its size, and the position of an event about somebody."""
    runtime = journey.county.runtimes[name]
    assert runtime.log_sealer is not None
    await runtime.log_sealer.now()
    seal = await SealStore(runtime.pool).newest()
    assert seal is not None
    place = STREET if name == "payroll" else COMMUNITIES[0]
    rows = await runtime.log.read(0, seal.size)
    return {f"{name}_seal": seal.size, f"{name}_event": next(row.position for row in rows if row.region == place)}


async def _left_behind(journey: Journey, name: str) -> None:
    """A message that was handled waits as if it had not been: to release it once more changes nothing. And a day on which
    somebody read unusually much."""
    source = next(iter(journey.county.runtimes[name].service.hears))
    database = await asyncpg.connect(**superuser(journey.county.servers.addresses, name))
    try:
        await database.execute(
            "insert into log.parked values ($1, 1, 'nobody', 'for the operator', clock_timestamp())", f"listen:{source}"
        )
        await database.execute(
            "insert into log.access_day values ($1, 'curious', $2, 'masked', $3, 2001, 2000, true, true)",
            new_id(), journey.day(1, 4), COUNTY,
        )  # fmt: skip
    finally:
        await database.close()


def _foreign(journey: Journey) -> dict[str, Issuer]:
    """Another deployment that shares our key, and one that uses our names."""
    folder = journey.county.servers.state.folder
    return {
        "other audience": Issuer(folder / "issuer", issuer=ISSUER, audience="urn:elsewhere", profile="development"),
        "other key": Issuer(folder / "elsewhere", issuer=ISSUER, audience=AUDIENCE, profile="development"),
    }
