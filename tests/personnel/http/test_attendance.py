"""A month of attendance over HTTP: marked by the community, closed by the street, told for pay; reports and their answers."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from deploy.local.story.people import RECRUITED
from shared.kernel import DAY, Month, Role
from shared.web.rights import Grant
from tests.journeys.conftest import COMMUNITIES, STREET, Journey

COMMUNITY = COMMUNITIES[1]


def secretary(wuhou: Journey, name: str) -> Frontend:
    http, issuer = wuhou.cast.officer.http, wuhou.county.issuer
    return Frontend(http, issuer, name, (Grant(Role.SECRETARY, COMMUNITY),))


async def closed(wuhou: Journey, month: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while page := (await wuhou.cast.officer.get("/personnel/events", after=len(found), limit=1_000))["events"]:
        found += page
    type_ = "personnel.attendance.month_closed.v1"
    told = [event["data"] for event in found if event["headers"].get("ce-type") == type_]
    return [data for data in told if (data["unit"], data["month"]) == (COMMUNITY, month)]


async def test_a_month_is_marked_closed_told_and_corrected_by_a_version(wuhou: Journey) -> None:
    month = Month.of(wuhou.county.clock.today()).plus(-1)
    worker, _ = await wuhou.hire(month.first, workplace=COMMUNITY)
    last = next(day for day in (month.last - DAY * n for n in range(7)) if day.weekday() < 5)
    mark = {"worker_id": worker, "day": str(last), "mark": "ABSENT", "hours": 8}
    marker = secretary(wuhou, "secretary-who-marks")
    await marker.post("/personnel/attendance-marks", mark)
    close = {"unit": COMMUNITY, "month": str(month), "why": None}
    await wuhou.cast.street.post("/personnel/attendance-closings", close)
    seen = await wuhou.cast.street.get("/personnel/attendance", unit=COMMUNITY, month=str(month))
    (sheet,) = [each for each in seen["sheets"] if each["worker_id"] == worker]
    assert (seen["version"], sheet["absent_hours"]) == (1, 8)

    await marker.post("/personnel/attendance-marks", {**mark, "hours": 0})
    with pytest.raises(Problem) as refused:
        await wuhou.cast.street.post("/personnel/attendance-closings", close)
    assert refused.value.code == "attendance.closed"
    await wuhou.cast.street.post("/personnel/attendance-closings", {**close, "why": "MARK_CORRECTED"})
    told = await closed(wuhou, str(month))
    mine = [next(each for each in data["people"] if each["worker_id"] == worker) for data in told]
    assert [(data["version"], each["absent_hours"]) for data, each in zip(told, mine, strict=True)] == [(1, 8), (2, 0)]
    own = Frontend(wuhou.cast.officer.http, wuhou.county.issuer, worker, (Grant(Role.WORKER, COMMUNITY),))
    shown = await own.get("/personnel/my/attendance", month=str(month))
    assert [each["worker_id"] for each in shown["sheets"]] == [worker]


async def test_a_request_for_instruction_waits_for_the_street(wuhou: Journey) -> None:
    body = {"unit": COMMUNITY, "kind": "REQUEST", "title": "防汛值守", "text": "请示夜间值守排班。"}
    reporter = secretary(wuhou, "secretary-who-reports")
    id = (await reporter.post("/personnel/reports", body))["stream_id"]
    street = wuhou.cast.street
    assert id in [task["stream_id"] async for task in street.pages("/personnel/work-list", kind="report-answer")]
    await street.post(f"/personnel/reports/{id}/answers", {"answer": "由街道统筹。"})
    answered = {row["report_id"]: row async for row in reporter.pages("/personnel/reports", stage="ANSWERED")}
    assert (answered[id]["answer"], answered[id]["answered_by"]) == ("由街道统筹。", "street-officer")


async def test_who_is_transferred_within_the_month_stands_on_both_sheets_with_the_days_there(wuhou: Journey) -> None:
    cast, month = wuhou.cast, Month.of(wuhou.county.clock.today()).plus(-2)
    worker, employment = await wuhou.hire(month.first)
    day = month.first + DAY * 14
    at = f"/personnel/employments/{employment}/transfers"
    await cast.street.post(at, {"workplace": COMMUNITY, "day": str(day), "reason": "网格增加"})
    rows = {row["employment_id"]: row async for row in cast.officer.pages("/personnel/transfers", stage="PROPOSED")}
    await cast.officer.post(f"{at}/{rows[employment]['transfer_id']}/approvals", {"document": "5号"})

    async def worked(unit: str) -> int:
        await cast.street.post("/personnel/attendance-closings", {"unit": unit, "month": str(month), "why": None})
        seen = await cast.street.get("/personnel/attendance", unit=unit, month=str(month))
        (sheet,) = [each for each in seen["sheets"] if each["worker_id"] == worker]
        return int(sheet["days_worked"])

    before, after = await worked(COMMUNITIES[0]), await worked(COMMUNITY)
    assert 8 <= before <= 10
    assert 18 <= before + after <= 23


async def test_who_left_and_came_back_within_the_month_has_one_sheet_for_all_his_days(wuhou: Journey) -> None:
    cast, month = wuhou.cast, Month.of(wuhou.county.clock.today()).plus(-4)
    worker, employment = await wuhou.hire(month.first, workplace=COMMUNITY)
    end = {"ground": "RESIGNATION", "last_day": str(month.first + DAY * 6), "document": "辞职信"}
    await cast.street.post(f"/personnel/employments/{employment}/exit", end)
    who = wuhou.people[worker]
    body = {
        "name": who.name, "id_number": who.id_number, "phone": None, "education": "BACHELOR",
        "category": "DEDICATED_STAFF", "post_category": "STAFF", "employer": STREET, "workplace": COMMUNITY,
        "starts": str(month.first + DAY * 14), "community_work_since": None, "term_months": 36, "probation_months": 0,
        **RECRUITED,
    }  # fmt: skip
    await cast.street.post("/personnel/workers", body)
    await cast.street.post("/personnel/attendance-closings", {"unit": COMMUNITY, "month": str(month), "why": None})
    seen = await cast.street.get("/personnel/attendance", unit=COMMUNITY, month=str(month))
    (sheet,) = [each for each in seen["sheets"] if each["worker_id"] == worker]
    assert 15 <= sheet["days_worked"] <= 18
