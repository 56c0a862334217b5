"""The matrix of bodies and actions over HTTP, and what it lets a grant give."""

from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from shared.kernel import NATION, Role
from tests.journeys.attack import somebody
from tests.journeys.conftest import COUNTY, Journey


async def test_a_grant_gives_what_the_body_of_the_office_does_in_the_region(wuhou: Journey) -> None:
    he, shen = (somebody(wuhou, NATION, Role.SECURITY_ADMIN, subject=name) for name in ("he", "shen"))
    rows = await wuhou.cast.officer.get("/personnel/authority-matrix", region=COUNTY)
    filing = [(row["body"], row["roles"], row["article"]) for row in rows if row["action"] == "FILING"]
    assert filing == [("ORGANISATION", ["organisation"], "第九条")]
    whole = {row["body"]: row["part"] for row in rows if row["action"] == "TEAM_BUILDING"}
    assert (whole["ORGANISATION"], whole["SOCIAL_WORK"], whole["FINANCE"]) == ("COORDINATES", "GUIDES", "PROMOTES")
    before = await wuhou.cast.officer.get("/personnel/authority-matrix", region=COUNTY, as_of="2024-03-27")
    assert {row["body"] for row in before if row["action"] == "BORROWING"} == {"CIVIL_AFFAIRS"}

    async def offer(**more: Any) -> str:
        days = {"starts": str(wuhou.day(1, 4)), "basis": "武组〔2027〕1号"}
        asked = {"holder": "luo", "role": "organisation", "region": COUNTY, **days, **more}
        return str((await he.post("/personnel/grants", asked))["stream_id"])

    with pytest.raises(Problem) as refused:
        await offer(body="FINANCE")
    assert (refused.value.code, refused.value.body["field"]) == ("authorities.not-of-body", "/body")
    grant = await offer()
    await shen.post(f"/personnel/grants/{grant}/confirmations", {})
    (row,) = [each async for each in shen.pages("/personnel/grants", holder="luo")]
    assert (row["body"], row["stage"]) == ("ORGANISATION", "IN_FORCE")
