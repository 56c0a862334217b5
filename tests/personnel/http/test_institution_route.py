"""Career paths over HTTP (P-13.3, P-13.4, B-18): condition by condition, the list of a year frozen, a case to its hire."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey
from tests.personnel.secretaries import long_served, own


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def test_a_long_served_secretary_is_proved_eligible_listed_and_hired_and_pay_follows(wuhou: Journey) -> None:
    cast, day = wuhou.cast, wuhou.day(1, 4)
    worker = await long_served(wuhou, COMMUNITIES[0], day)
    path = await cast.officer.get(f"/personnel/workers/{worker}/institution-route", as_of=str(day))
    assert path["eligible"]
    told = {e["what"]: e["facts"] for e in await cast.officer.get(f"/personnel/workers/{worker}/timeline")}
    assert told["RecordVerified"]["results"][0] == {"year": wuhou.year - 4, "result": "GOOD", "counts": True}
    known = {e["event_id"] for e in await cast.officer.get(f"/personnel/workers/{worker}/timeline")}
    for condition in path["conditions"]:
        assert condition["met"], condition
        assert condition["evidence"], condition
        assert set(condition["evidence"]) <= known
    assert await own(wuhou, worker).get("/personnel/my/institution-route", as_of=str(day)) == path
    earlier = await cast.officer.get(f"/personnel/workers/{worker}/institution-route", as_of=f"{wuhou.year - 3}-01-04")
    assert {c["condition"] for c in earlier["conditions"] if not c["met"]} == {
        "CONSECUTIVE_YEARS",
        "FULL_TERM",
        "RESULTS",
    }
    listed = {row["worker_id"]: row async for row in cast.officer.pages("/personnel/institution-route", as_of=str(day))}
    assert listed[worker] == path

    new = {"county": COUNTY, "year": wuhou.year, "as_of": str(day)}
    await cast.organisation.post("/personnel/institution-lists", new)
    assert await refused(cast.organisation, "/personnel/institution-lists", new) == "institution-route.frozen"
    (frozen,) = await cast.officer.get("/personnel/institution-lists")
    (person,) = [p for p in frozen["people"] if p["worker_id"] == worker]
    case = f"/personnel/institution-cases/{person['case_id']}"
    applied = {"unit": "区社区发展中心", "post": "管理九级", "applied_on": str(day)}
    await cast.organisation.post(f"{case}/applications", applied)
    exam = {"passed": True, "examined_on": str(day), "document": "考1号"}
    await cast.organisation.post(f"{case}/examinations", exam)

    async def waiting() -> list[str]:
        return [t["stream_id"] async for t in cast.approver.pages("/personnel/work-list", kind="institution-hire")]

    assert person["case_id"] in await waiting()
    row = await cast.officer.get(f"/personnel/workers/{worker}")
    path = f"/personnel/employments/{row['employment_id']}/exit"
    await cast.street.post(path, {"ground": "MUTUAL", "last_day": str(wuhou.day(1, 20)), "document": "1号"})
    over = [row async for row in cast.officer.pages("/personnel/institution-cases", stage="NOT_HIRED")]
    assert [(each["case_id"], each["why"]) for each in over] == [(person["case_id"], "LEFT")]
    assert person["case_id"] not in await waiting()
    await cast.street.post(f"{path}/annulments", {"reason": "录错人员"})
    assert person["case_id"] in await waiting()
    since = wuhou.day(2, 1)
    await cast.approver.post(f"{case}/hires", {"since": str(since), "document": "聘1号"})
    hired = [row["worker_id"] async for row in cast.officer.pages("/personnel/institution-cases", stage="HIRED")]
    assert hired == [worker]
    await cast.settled()
    facts = await cast.finance.get(f"/payroll/workers/{worker}/entitlement")
    (stopped,) = [f for f in facts if f["kind"] == "STOPPED"]
    assert (stopped["word"], stopped["effective"]) == ("HIRED_TO_INSTITUTION", str(wuhou.day(1, 31)))
    row = await cast.officer.get(f"/personnel/workers/{worker}")
    end = {"ground": "MUTUAL", "last_day": str(wuhou.day(3, 31)), "document": "1号"}
    await cast.street.post(f"/personnel/employments/{row['employment_id']}/exit", end)
    await cast.settled()
    facts = await cast.finance.get(f"/payroll/workers/{worker}/entitlement")
    assert [f["effective"] for f in facts if f["kind"] == "STOPPED"] == [str(wuhou.day(1, 31))]


async def test_who_enters_the_leadership_of_a_street_has_it_in_his_career(wuhou: Journey) -> None:
    cast = wuhou.cast
    worker, _ = await wuhou.hire(wuhou.day(1, 4))
    step = {
        "step": "LEADERSHIP_SELECTED", "street": STREET, "post": "副主任", "since": str(wuhou.day(1, 4)), "document": "武组1号",
    }  # fmt: skip
    recorded = await cast.organisation.post(f"/personnel/workers/{worker}/career-steps", step)
    path = f"/personnel/career-steps/{recorded['stream_id']}"
    right = {"since": str(wuhou.day(1, 2)), "post": "副主任", "document": "武组1号", "reason": "日期有误"}
    await cast.organisation.post(f"{path}/corrections", right)
    (shown,) = await cast.officer.get(f"/personnel/workers/{worker}/career-steps")
    assert (shown["since"], shown["annulled"]) == (str(wuhou.day(1, 2)), False)
    await cast.organisation.post(f"{path}/annulments", {"reason": "误录"})
    assert await refused(cast.organisation, f"{path}/annulments", {"reason": "误录"}) == "careers.nothing-recorded"
