"""A leaver of the year goes to another county of the province: his service record is checked offline, and accepted there."""

from typing import Any, Final

import httpx
from rich.console import Console

from deploy.local.county import County, county
from deploy.local.seals import KEYS, Cell
from deploy.local.story.frontend import Cast, Problem
from deploy.local.story.places import COUNTY
from deploy.local.story.scheme import scheme_body
from shared.kernel import region
from shared.proof import record

NEXT: Final = region("51", "01", "05")
STREET: Final = region("51", "01", "05", "002")
COMMUNITY: Final = region("51", "01", "05", "002", "001")


async def port(http: httpx.AsyncClient, home: County, out: Console) -> dict[str, Any]:
    """The leaver, his record and the months that the other county recognised."""
    out.rule("a service record accepted elsewhere")
    cast, today = Cast.of(http, home.issuer, COUNTY), home.clock.today()
    gone = [
        row async for row in cast.street.pages("/personnel/workers", employed=False) if row["ground"] == "RESIGNATION"
    ]
    leaver = gone[0]
    path = f"/personnel/workers/{leaver['worker_id']}"
    person = await cast.street.get(path, purpose="archive-transfer")
    note: str = (await cast.street.get(f"{path}/service-records"))[0]["record"]
    keys = home.servers.state.recall(KEYS)
    out.print(f"  offline: {record.check(note, keys, today)}", highlight=False, soft_wrap=True)
    cell = Cell(name="qingyang", index=home.servers.state.secret("index"), issuers=keys)
    async with county(home.servers.state.folder / "qingyang", ("personnel", "assessment"), cell=cell) as other:
        transport = httpx.ASGITransport(app=other.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://qingyang", timeout=60) as client:
            return await _arrive(Cast.of(client, other.issuer, NEXT), person, note, str(today), out)


async def _arrive(cast: Cast, person: dict[str, Any], note: str, today: str, out: Console) -> dict[str, Any]:
    await cast.administrator.post("/clock", {"day": today})
    await _found(cast, today)
    hire = {
        "name": person["name"], "id_number": person["id_number"], "phone": None, "education": person["education"],
        "category": "DEDICATED_STAFF", "post_category": "STAFF", "employer": STREET, "workplace": COMMUNITY, "starts": today,
        "community_work_since": None, "term_months": 36, "probation_months": 0,
        "ground": "TRANSFERRED", "document": "川社工函〔2026〕7号",
    }  # fmt: skip
    path = f"/personnel/workers/{(await cast.street.post('/personnel/workers', hire))['worker_id']}"
    await _refused(cast, path, note.replace('"insured":true', '"insured":false', 1), out)
    case = (await cast.officer.post(f"{path}/service-records", {"record": note}))["stream_id"]
    await cast.approver.post(f"/personnel/recognitions/{case}/approvals", {"document": "青社工〔2028〕1号"})
    months: int = (await cast.officer.get(f"{path}/seniority"))["clocks"]["community_work"]
    if months < 1:
        raise AssertionError("nothing of the record was counted")
    await _refused(cast, path, note, out)
    out.print(
        f"  Qingyang (青羊区) recognises {months // 12} years {months % 12} months of community work", highlight=False
    )
    return {"months_recognised": months}


async def _refused(cast: Cast, path: str, note: str, out: Console) -> None:
    try:
        await cast.officer.post(f"{path}/service-records", {"record": note})
    except Problem as refused:
        out.print(f"  refused: {refused.code}: {refused.body['title']}", highlight=False)
    else:
        raise AssertionError("a record that was changed, or used before, is not accepted")


async def _found(cast: Cast, today: str) -> None:
    """The smallest county: one street, one community, its quota and its scheme."""
    tree = [(NEXT, "510105", "青羊区"), (STREET, "510105002", "太升路街道"), (COMMUNITY, "510105002001", "太升路社区")]
    regions = [{"path": path, "code": code, "name": name} for path, code, name in tree]
    await cast.officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": regions})
    population = {"unit": STREET, "residents": 10_000, "effective": today, "source": "人口普查"}
    await cast.officer.post("/personnel/populations", population)
    await cast.officer.post("/personnel/quota-requests", {"unit": STREET, "effective": today})
    await cast.approver.post("/personnel/quota-approvals", {"unit": STREET, "document": "青编1号"})
    await cast.approver.post("/personnel/grade-schemes", scheme_body(NEXT))
