"""A county without a pay standard cannot have a draft scheme valued: one hand signs why, another publishes (P-04.4)."""

from dataclasses import replace
from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from deploy.local.story.scheme import PAPERS, SCHEME, scheme_body
from shared.kernel import region
from shared.web.rights import Grant, Role
from tests.journeys.conftest import Journey

UNPAID = region("51", "01", "12")
STREET, COMMUNITY = region("51", "01", "12", "001"), region("51", "01", "12", "001", "001")


async def without_a_standard(wuhou: Journey) -> Journey:
    """A county in the same house with a grade scheme and one worker, and no pay standard."""
    http, issuer, day = wuhou.cast.officer.http, wuhou.county.issuer, f"{wuhou.year - 1}-01-01"
    there = {"officer": Role.COUNTY_OFFICER, "approver": Role.COUNTY_APPROVER, "street": Role.STREET_OFFICER}
    hands = {name: Frontend(http, issuer, f"unpaid-{name}", (Grant(role, UNPAID),)) for name, role in there.items()}
    cast = replace(wuhou.cast, **hands)
    tree = [(UNPAID, "510112", "龙泉驿区"), (STREET, "510112001", "龙泉街道"), (COMMUNITY, "510112001001", "一社区")]
    regions = [{"path": path, "code": code, "name": name} for path, code, name in tree]
    await cast.officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": regions})
    population = {"unit": STREET, "residents": 10_000, "effective": day, "source": "人口普查"}
    await cast.officer.post("/personnel/populations", population)
    await cast.officer.post("/personnel/quota-requests", {"unit": STREET, "effective": day})
    await cast.approver.post("/personnel/quota-approvals", {"unit": STREET, "document": "龙编1号"})
    await cast.approver.post("/personnel/grade-schemes", scheme_body(UNPAID))
    journey = replace(wuhou, cast=cast)
    since = wuhou.day(1, 1).replace(year=wuhou.year - 5)
    await journey.hire(wuhou.day(1, 1), workplace=COMMUNITY, community_work_since=str(since))
    await journey.decide_grades()
    return journey


async def tried(journey: Journey, body: dict[str, Any]) -> str:
    """The digest of a trial of the body's terms."""
    draft = {name: value for name, value in body.items() if name not in PAPERS}
    draft |= {"first_month": f"{journey.year + 1}-01"}
    trial = await journey.cast.officer.post("/personnel/grade-scheme-trials", draft)
    digest: str = (await journey.cast.officer.operation("personnel", trial))["digest"]
    return digest


async def test_costs_that_cannot_be_valued_are_waived_by_one_hand_and_published_by_another(wuhou: Journey) -> None:
    county = await without_a_standard(wuhou)
    cast = county.cast
    body = scheme_body(UNPAID, replace(SCHEME, years_per_grade=2))
    body |= {"effective": f"{wuhou.year + 1}-01-01", "document": "龙社工新1号"}
    body["simulation"] = digest = await tried(county, body)

    async def refused() -> str | None:
        with pytest.raises(Problem) as problem:
            await cast.approver.post("/personnel/grade-schemes", body)
        return problem.value.code

    async def shown() -> list[tuple[str, str | None, str | None]]:
        [trial] = (await cast.officer.get("/personnel/grade-scheme-trials", trial=digest))["items"]
        return [(each["county"], each["reason"], each["waived_by"]) for each in trial["counties"]]

    assert (await refused(), await shown()) == ("grade-schemes.not-costed", [(UNPAID, None, None)])
    waiver = {"region": UNPAID, "trial": digest, "reason": "本区尚未公布薪酬标准"}
    await cast.approver.post("/personnel/grade-scheme-trials/waivers", waiver)
    assert await refused() == "grade-schemes.own-waiver"
    await cast.officer.post("/personnel/grade-scheme-trials/waivers", waiver)
    assert await shown() == [(UNPAID, waiver["reason"], cast.officer.subject)]
    published = await cast.approver.post("/personnel/grade-schemes", body)
    assert (await cast.approver.operation("personnel", published))["followed"] == 1
