"""What an attacker has: a valid token for another county, every id of this one, and patience."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any, Final

import asyncpg
import httpx
import xlsxwriter

from deploy.local.county import superuser
from deploy.local.story.frontend import Cast, Frontend
from deploy.local.story.people import RECRUITED, person
from deploy.local.story.roster import HEADERS
from deploy.local.story.scheme import assessment_body, scheme_body, standard_body
from shared.ids import new_id
from shared.kernel import Region, region
from shared.web.rights import Grant, Role
from tests.journeys.conftest import COUNTY, STREET, Journey

NEXT_COUNTY: Final = region("51", "01", "08")
NEXT_STREET: Final = region("51", "01", "08", "001")
NEXT_COMMUNITY: Final = region("51", "01", "08", "001", "001")
SIBLING: Final = region("51", "01", "07", "002")
CITY: Final = region("51", "01")
BUSINESS: Final = tuple(role for role in Role if not role.name.endswith("_ADMIN"))
REFUSED: Final = frozenset({401, 403, 404, 409, 412, 422})
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Ids:
    """Of the county that is attacked, except `own_worker`: that one lives in the attacker's county."""

    worker: str
    employment: str
    other_worker: str
    proposal: str
    appointment: str
    scheme: str
    result: str
    standard: str
    run: str
    open_run: str
    payslip: str
    import_: str
    own_worker: str
    own_result: str

    @property
    def secret(self) -> tuple[str, ...]:
        return tuple(getattr(self, name) for name in self.__slots__ if not name.startswith("own_"))


def somebody(journey: Journey, where: Region, *roles: Role, subject: str = "mallory") -> Frontend:
    """Whoever holds these roles there; without roles all that do business."""
    grants = tuple(Grant(role, where) for role in roles or BUSINESS)
    return replace(journey.cast.officer, subject=subject, grants=grants)


async def send(
    who: Frontend, method: str, path: str, body: Any = None, *, content: bytes | None = None,
    headers: dict[str, str] | None = None, **query: Any,
) -> httpx.Response:  # fmt: skip
    """One request with a fresh idempotency key; whatever is answered."""
    token = {"authorization": f"Bearer {who.issuer.token(who.subject, who.grants)}", "idempotency-key": str(new_id())}
    sent = {**token, **({"content-type": SHEET} if content is not None else {}), **(headers or {})}
    return await who.http.request(method, path, json=body, content=content, headers=sent, params=query or None)


def said(answer: httpx.Response) -> tuple[int, Any]:
    """What can be told from an answer, without the address that was asked."""
    body = answer.json()
    return answer.status_code, {k: v for k, v in body.items() if k != "instance"} if isinstance(body, dict) else body


async def refused(who: Frontend, method: str, path: str, body: Any = None, **more: Any) -> int:
    """The status of a refusal; anything else is an error."""
    answer = await send(who, method, path, body, **more)
    assert answer.status_code in REFUSED, (method, path, answer.status_code, answer.text)
    return answer.status_code


async def unknowable(who: Frontend, method: str, template: str, id: str, body: Any = None, **more: Any) -> None:
    """404 for the id, and to the letter what is answered for an id that never was."""
    there, nowhere = [
        said(await send(who, method, template.format(each), body, **more)) for each in (id, str(new_id()))
    ]
    assert there == nowhere, (method, template, there, nowhere)
    assert there[0] == 404 or (method == "GET" and there[1] == []), (method, template, there)


async def state(cast: Cast) -> dict[str, tuple[int, int]]:
    """Head of the log and number of parked messages, by service."""
    await cast.settled()
    return {name: (each["head"], each["parked"]) for name, each in (await cast.health()).items()}


@asynccontextmanager
async def nothing_happens(journey: Journey) -> AsyncIterator[None]:
    """No log has grown at the end, and nothing is parked."""
    before = await state(journey.cast)
    yield
    after = await state(journey.cast)
    assert before == after
    assert not any(parked for _, parked in after.values())


@asynccontextmanager
async def no_key_is_made(journey: Journey) -> AsyncIterator[None]:
    """Nothing was sealed for anybody on the way to a refusal."""
    keys = await asyncpg.connect(**superuser(journey.county.servers.addresses, "keys"))
    try:
        before = await keys.fetchval("select count(*) from keys.person_key")
        yield
        assert await keys.fetchval("select count(*) from keys.person_key") == before
    finally:
        await keys.close()


def hire_body(number: int, employer: Region, workplace: Region, starts: date) -> dict[str, Any]:
    who = person(number)
    return {
        "name": who.name, "id_number": who.id_number, "phone": who.phone, "education": "BACHELOR",
        "category": "DEDICATED_STAFF", "post_category": "STAFF", "employer": employer, "workplace": workplace,
        "starts": str(starts), "community_work_since": None, "term_months": 36, "probation_months": 0, **RECRUITED,
    }  # fmt: skip


def workbook(street: str, community: str) -> bytes:
    """A roster of one line."""
    who, out = person(900), BytesIO()
    line = (
        1, who.name, who.id_number, "女" if who.female else "男", who.phone, street, community, "社区专职工作人员", "", "本科",
        "", "", "", "2020-01-01", "2020-01-01", "2024-01-01", "2029-12-31", 3, "2026-01-01", "",
    )  # fmt: skip
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADERS)
        page.write_row(1, 0, line)
    return out.getvalue()


async def _found_next_county(journey: Journey) -> str:
    """The attacker's own county with one worker; its own people may do there what they like."""
    year = journey.year
    officer = somebody(journey, NEXT_COUNTY, Role.COUNTY_OFFICER, subject="next-officer")
    approver = somebody(journey, NEXT_COUNTY, Role.COUNTY_APPROVER, subject="next-approver")
    tree = [
        (NEXT_COUNTY, "510108", "邻县"),
        (NEXT_STREET, "510108001", "邻街道"),
        (NEXT_COMMUNITY, "510108001001", "邻社区"),
    ]
    regions = [{"path": path, "code": code, "name": name} for path, code, name in tree]
    await officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": regions})
    began = f"{year - 1}-01-01"
    population = {"unit": NEXT_STREET, "residents": 10_000, "effective": began, "source": "人口普查"}
    await officer.post("/personnel/populations", population)
    await officer.post("/personnel/quota-requests", {"unit": NEXT_STREET, "effective": began})
    await approver.post("/personnel/quota-approvals", {"unit": NEXT_STREET, "document": "邻编1号"})
    await approver.post("/personnel/grade-schemes", scheme_body(NEXT_COUNTY))
    await approver.post("/payroll/standards", standard_body(NEXT_COUNTY))
    hired = hire_body(700, NEXT_STREET, NEXT_COMMUNITY, date(year - 1, 1, 4))
    worker: str = (await officer.post("/personnel/workers", hired))["worker_id"]
    await journey.cast.settled()
    return worker


async def _opened_results(journey: Journey, county: Region, officer: Frontend) -> tuple[str, str]:
    """(scheme, first result) of the year before."""
    year = journey.year - 1
    scheme: str = (await officer.post("/assessment/schemes", assessment_body(county, year)))["stream_id"]
    await officer.post(f"/assessment/schemes/{scheme}/issues", {"document": "3号"})
    accepted = await officer.post("/assessment/county-results/openings", {"county": county, "year": year})
    await officer.operation("assessment", accepted)
    await journey.cast.settled()
    results = (await officer.get("/assessment/results", year=year))["items"]
    return scheme, min(result["result_id"] for result in results)


async def lived_in(journey: Journey) -> Ids:
    """A county with people, results, pay and posts, and the one next to it."""
    cast = journey.cast
    own_worker = await _found_next_county(journey)
    worker, employment = await journey.hire(date(journey.year - 1, 1, 4))
    await journey.decide_grades()
    scheme, result = await _opened_results(journey, COUNTY, cast.officer)
    next_officer = somebody(journey, NEXT_COUNTY, Role.COUNTY_OFFICER, subject="next-officer")
    _, own_result = await _opened_results(journey, NEXT_COUNTY, next_officer)
    run = await journey.pay(1)
    slips = await cast.finance.get(f"/payroll/workers/{worker}/payslips")
    february = {"unit": COUNTY, "month": f"{journey.year}-02"}
    opened = await cast.finance.operation("payroll", await cast.finance.post("/payroll/runs", february))
    other, _ = await journey.hire(journey.day(1, 4))
    (proposal,) = (await cast.street.get("/personnel/grade-proposals", stage="PROPOSED"))["items"]
    post = {
        "worker_id": worker,
        "post": "DIRECTOR",
        "community": f"{STREET[:-2]}/004",
        "starts": str(journey.day(1, 4)),
    }
    appointment = (await cast.organisation.post("/personnel/appointments", post))["stream_id"]
    sheet = workbook("浆洗街街道", "没有的社区")
    import_ = await cast.officer.post("/personnel/roster-imports", content=sheet, county=COUNTY, dry_run="true")
    await cast.officer.operation("personnel", import_)
    (standard,) = {s["standard_id"] for s in await cast.finance.get("/payroll/standards")}
    await cast.settled()
    return Ids(
        worker=worker, employment=employment, other_worker=other, proposal=proposal["proposal_id"],
        appointment=appointment, scheme=scheme, result=result, standard=standard, run=run, open_run=opened["run_id"],
        payslip=slips[0]["payslip_id"], import_=import_["operation_id"], own_worker=own_worker, own_result=own_result,
    )  # fmt: skip
