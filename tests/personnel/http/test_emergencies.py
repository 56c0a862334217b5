"""Emergencies over HTTP: declared by two hands, duty confirmed by two hands, paid for by payroll."""

import pytest

from deploy.local.story.frontend import Frontend, Problem
from shared.kernel import Region
from shared.web.rights import Grant, Role
from tests.journeys.conftest import COUNTY, STREET, Journey


async def declared(wuhou: Journey) -> str:
    body = {
        "region": COUNTY, "category": "NATURAL_DISASTER", "degree": "III", "title": "一月冻雨", "document": "武应急1号",
        "starts": str(wuhou.day(1, 4)),
    }  # fmt: skip
    emergency: str = (await wuhou.cast.officer.post("/personnel/emergencies", body))["stream_id"]
    await wuhou.cast.approver.post(f"/personnel/emergencies/{emergency}/declarations", {})
    return emergency


async def refused(who: Frontend, path: str, body: object) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


async def test_days_of_duty_go_through_two_hands_and_are_approved_for_pay_by_two_others(wuhou: Journey) -> None:
    cast, day = wuhou.cast, str(wuhou.day(1, 4))
    (worker, _), emergency = await wuhou.hire(wuhou.day(1, 4)), await declared(wuhou)
    path, entry = f"/personnel/emergencies/{emergency}", {"worker_id": worker, "days": [day]}
    early = {"entries": [{**entry, "days": [str(wuhou.day(1, 4).replace(year=wuhou.year - 1))]}]}
    assert await refused(cast.street, f"{path}/duties", early) == "emergencies.day-outside"
    await cast.street.post(f"{path}/duties", {"entries": [entry]})
    assert await refused(cast.street, f"{path}/duty-confirmations", {"workers": [worker]}) == "emergencies.own-list"
    waiting = [task["worker_id"] async for task in cast.officer.pages("/personnel/work-list", kind="duty-confirmation")]
    assert worker in waiting
    await cast.officer.post(f"{path}/duty-confirmations", {"workers": [worker]})
    [row] = [row async for row in cast.street.pages(f"{path}/duties")]
    assert (row["days"], row["listed"], row["confirmed_by"]) == ([day], None, "county-officer")

    again = await declared(wuhou)
    await cast.street.post(f"/personnel/emergencies/{again}/duties", {"entries": [entry]})
    twice = f"/personnel/emergencies/{again}/duty-confirmations"
    assert await refused(cast.officer, twice, {"workers": [worker]}) == "emergencies.day-taken"

    await cast.settled()
    pay, chosen = f"/payroll/emergencies/{emergency}", {"workers": [worker]}
    await cast.finance.post(f"{pay}/budgets", {"budget": "99.99", "document": "武财1号"})
    await cast.approver.post(f"{pay}/budget-approvals", {})
    await cast.finance.post(f"{pay}/verifications", chosen)
    assert await refused(cast.approver, f"{pay}/approvals", chosen) == "subsidies.over-budget"
    await cast.finance.post(f"{pay}/budgets", {"budget": "100.00", "document": "武财2号"})
    await cast.approver.post(f"{pay}/budget-approvals", {})
    await cast.approver.post(f"{pay}/approvals", chosen)
    [claim] = [claim async for claim in cast.finance.pages(f"{pay}/claims", stage="APPROVED")]
    assert claim["approved"] == [{"month": f"{wuhou.year}-01", "days": 1, "amount": "100.00"}]


async def test_a_street_sees_what_the_county_declared_for_it_and_nobody_of_other_streets(wuhou: Journey) -> None:
    cast, emergency = wuhou.cast, await declared(wuhou)
    (worker, _), day = await wuhou.hire(wuhou.day(1, 4)), str(wuhou.day(1, 4))
    await cast.street.post(
        f"/personnel/emergencies/{emergency}/duties", {"entries": [{"worker_id": worker, "days": [day]}]}
    )
    other = Region(STREET.replace("/001/", "/002/"))
    there = Frontend(cast.street.http, cast.street.issuer, "street-two", (Grant(Role.STREET_OFFICER, other),))
    [head] = [row async for row in there.pages("/personnel/emergencies") if row["emergency_id"] == emergency]
    assert (head["region"], head["stage"], head["proposed_by"], head["declared_by"]) == (COUNTY, "DECLARED", None, None)
    assert [row async for row in there.pages(f"/personnel/emergencies/{emergency}/duties")] == []
    proposed = await cast.officer.post(
        "/personnel/emergencies",
        {
            "region": COUNTY,
            "category": "NATURAL_DISASTER",
            "degree": "IV",
            "title": "大雾",
            "document": "武应急4号",
            "starts": day,
        },
    )
    seen = {row["emergency_id"] async for row in there.pages("/personnel/emergencies")}
    assert proposed["stream_id"] not in seen
    await cast.settled()
    await cast.finance.post(f"/payroll/emergencies/{emergency}/budgets", {"budget": "500.00", "document": "武财9号"})
    clerk = Frontend(cast.street.http, cast.street.issuer, "clerk-two", (Grant(Role.FINANCE, other),))
    [head] = [row async for row in clerk.pages("/payroll/emergencies") if row["emergency_id"] == emergency]
    assert (head["emergency_document"], head["proposed"], head["proposed_by"]) == ("武应急1号", None, None)
    assert [row async for row in clerk.pages(f"/payroll/emergencies/{emergency}/claims")] == []


async def test_an_emergency_ends_by_two_hands_or_is_rejected(wuhou: Journey) -> None:
    cast, emergency = wuhou.cast, await declared(wuhou)
    path, last = f"/personnel/emergencies/{emergency}", str(wuhou.day(1, 4))
    await cast.officer.post(f"{path}/end-proposals", {"last_day": last, "document": "武应急2号"})
    await cast.approver.post(f"{path}/ends", {})
    ended = [row async for row in cast.officer.pages("/personnel/emergencies", stage="ENDED")]
    assert emergency in [row["emergency_id"] for row in ended]
    body = {
        "region": COUNTY, "category": "MAJOR_TASK", "degree": "IV", "title": "普查", "document": "1号", "starts": last,
    }  # fmt: skip
    other = (await cast.officer.post("/personnel/emergencies", body))["stream_id"]
    await cast.approver.post(f"/personnel/emergencies/{other}/rejections", {"reason": "不属重大任务"})
    (worker, _) = await wuhou.hire(wuhou.day(1, 4))
    duty = {"entries": [{"worker_id": worker, "days": [last]}]}
    assert await refused(cast.street, f"/personnel/emergencies/{other}/duties", duty) == "emergencies.not-declared"
    await cast.street.post(f"{path}/duties", duty)
    await cast.officer.post(f"{path}/duty-returns", {"workers": [worker], "reason": "未到岗"})
