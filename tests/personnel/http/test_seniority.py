"""Seniority over HTTP (P-04.6): earlier service inside the province is recognised by two people and counted ever after."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from deploy.local.story.people import RECRUITED
from shared.web.rights import Grant, Role
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey


def asked(**changes: Any) -> dict[str, Any]:
    period = {
        "starts": "2015-03-01", "ends": "2018-02-28", "employer": "草市街街道", "employer_kind": "COMMUNITY", "province": "51",
        "insured": True, **changes,
    }  # fmt: skip
    return {"reason": "省内经历", "evidence": [{"kind": "CONTRACT", "reference": "18号"}], "periods": [period]}


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def test_years_of_the_province_are_recognised_by_another_hand_and_known_from_then_on(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    path, day = f"/personnel/workers/{worker}", str(wuhou.day(1, 4))
    before = await cast.officer.get(f"{path}/seniority", as_of=day)
    assert before["clocks"] == {
        "community_work": 0, "employer": 0, "employer_since": day, "working": 0, "insured": 0,
    }  # fmt: skip
    assert await refused(cast.street, f"{path}/recognitions", asked(province="50")) == "recognition.other-province"
    case = (await cast.officer.post(f"{path}/recognitions", asked()))["stream_id"]
    waiting = [t["stream_id"] async for t in cast.officer.pages("/personnel/work-list", kind="evidence-check")]
    assert case in waiting
    await cast.officer.post(f"/personnel/recognitions/{case}/evidence-checks", {"remark": "一致"})
    known_then = (await cast.officer.get(f"{path}/timeline"))[-1]["recorded"]
    waiting = [t["stream_id"] async for t in cast.approver.pages("/personnel/work-list", kind="recognition")]
    assert case in waiting
    await cast.approver.post(f"/personnel/recognitions/{case}/approvals", {"document": "武社工12号"})
    facts = await cast.officer.get(f"{path}/timeline")
    (counted,) = [e["facts"] for e in facts if e["what"] == "GradeFactCounted" and e["facts"]["kind"] == "YEARS"]
    assert counted["months"] == 36
    after = await cast.officer.get(f"{path}/seniority", as_of=day)
    assert after["clocks"] == {
        "community_work": 36, "employer": 0, "employer_since": day, "working": 36, "insured": 36,
    }  # fmt: skip
    assert [(p["source"], p["why"], p["case_id"]) for p in after["periods"]] == [
        ("RECOGNITION", "RECOGNISED", case), ("EMPLOYMENT", "EMPLOYED_HERE", None),
    ]  # fmt: skip
    then = await cast.officer.get(f"{path}/seniority", as_of=day, known_at=known_then)
    assert then["clocks"] == before["clocks"]
    own = Frontend(cast.officer.http, cast.officer.issuer, worker, (Grant(Role.WORKER, COUNTY),))
    assert await own.get("/personnel/my/seniority", as_of=day) == after

    end = {"ground": "RESIGNATION", "last_day": str(wuhou.day(2, 3)), "document": "1号"}
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    left = await cast.officer.get(f"{path}/seniority", as_of=str(wuhou.day(6, 1)))
    assert left["clocks"] == {
        "community_work": 37, "employer": 0, "employer_since": None, "working": 37, "insured": 38,
    }  # fmt: skip


async def test_a_refused_case_leaves_the_ledger_and_a_corrected_period_replaces_the_wrong_one(wuhou: Journey) -> None:
    cast, day = wuhou.cast, str(wuhou.day(1, 4))
    worker, employment = await wuhou.hire(wuhou.day(1, 4))
    path = f"/personnel/workers/{worker}/recognitions"

    async def recognised(body: Any) -> None:
        case = (await cast.street.post(path, body))["stream_id"]
        await cast.officer.post(f"/personnel/recognitions/{case}/evidence-checks", {})
        await cast.approver.post(f"/personnel/recognitions/{case}/approvals", {"document": "武社工13号"})

    async def clocks() -> list[int]:
        shown = await cast.officer.get(f"/personnel/workers/{worker}/seniority", as_of=day)
        return [shown["clocks"]["community_work"], shown["ledger_version"]]

    no = (await cast.street.post(path, asked()))["stream_id"]
    await cast.approver.post(f"/personnel/recognitions/{no}/refusals", {"reason": "材料不全"})
    listed = [row["case_id"] async for row in cast.officer.pages("/personnel/recognitions", stage="REFUSED")]
    assert no in listed
    assert await clocks() == [0, 1]
    await recognised(asked())
    (credited,) = [
        p
        for p in (await cast.officer.get(f"/personnel/workers/{worker}/seniority"))["periods"]
        if p["source"] == "RECOGNITION"
    ]
    named = {"period_id": credited["period_id"]}
    await recognised({**asked(ends="2016-02-29"), **named, "change": "CORRECT"})
    assert await clocks() == [12, 3]
    await recognised({**asked(), **named, "change": "ANNUL", "periods": []})
    assert await clocks() == [0, 4]
    own: dict[str, Any] = {**asked(), "period_id": employment, "change": "ANNUL", "periods": []}
    case = (await cast.street.post(path, own))["stream_id"]
    await cast.officer.post(f"/personnel/recognitions/{case}/evidence-checks", {})
    refusal = await refused(cast.approver, f"/personnel/recognitions/{case}/approvals", {"document": "1号"})
    assert refusal == "seniority.follows-employment"


async def test_who_is_hired_again_without_a_break_keeps_the_years_and_severance_is_paid_once(wuhou: Journey) -> None:
    cast, year = wuhou.cast, wuhou.year
    worker, employment = await wuhou.hire(wuhou.day(1, 4).replace(year=year - 1))
    who = wuhou.people[worker]
    end = {"ground": "MUTUAL", "last_day": f"{year}-01-03", "document": "协议1号"}
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    body = {
        "name": who.name, "id_number": who.id_number, "phone": None, "education": "BACHELOR",
        "category": "DEDICATED_STAFF", "post_category": "STAFF", "employer": STREET, "workplace": COMMUNITIES[0],
        "starts": f"{year}-01-04", "community_work_since": None, "term_months": 36, "probation_months": 0, **RECRUITED,
    }  # fmt: skip
    again = (await cast.street.post("/personnel/workers", body))["employment_id"]

    async def last(what: str) -> dict[str, Any]:
        rows = [r for r in await cast.officer.get(f"/personnel/workers/{worker}/timeline") if r["what"] == what]
        found: dict[str, Any] = max(rows, key=lambda row: row["position"])["facts"]
        return found

    counted = await last("ServiceCounted")
    assert (counted["since"], counted["severance_since"]) == (f"{year - 1}-01-04", f"{year}-01-04")
    right = {"last_day": f"{year}-01-03", "ground": "RESIGNATION", "document": "辞职信", "reason": "录错"}
    await cast.street.post(f"/personnel/employments/{employment}/exit/corrections", right)
    assert (await last("ServiceCounted"))["severance_since"] == f"{year - 1}-01-04"
    await cast.street.post(f"/personnel/employments/{again}/exit", {**end, "last_day": f"{year}-01-04"})
    weighed = await last("ExitWeighed")
    assert (weighed["service_since"], weighed["half_months"]) == (f"{year - 1}-01-04", 3)

    at = f"/personnel/employments/{again}/service-origins"
    taken = {"period_id": employment, "severance_paid": False, "document": "调1号"}
    with pytest.raises(Problem) as own:
        await cast.street.post(at, taken)
    assert own.value.code == "service-origin.own-period"
    with pytest.raises(Problem) as never:
        await cast.street.post(f"{at}/{employment}/annulments", {"reason": "x"})
    assert never.value.code == "service-origin.no-period"
