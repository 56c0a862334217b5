"""Care over HTTP: check-ups without results, counselling that nobody sees, visits by two hands, people on no roster."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from shared.kernel import Role
from shared.web.rights import Grant
from tests.journeys.conftest import COMMUNITIES, Journey


def phone(wuhou: Journey, worker: str) -> Frontend:
    return Frontend(wuhou.cast.officer.http, wuhou.county.issuer, worker, (Grant(Role.WORKER, COMMUNITIES[1]),))


async def told(wuhou: Journey, worker: str) -> list[str]:
    found: list[dict[str, Any]] = []
    while page := (await wuhou.cast.officer.get("/personnel/events", after=len(found), limit=1_000))["events"]:
        found += page
    about = [event for event in found if (event["data"] or {}).get("worker_id") == worker]
    return [event["headers"]["ce-type"].removeprefix("personnel.") for event in about]


async def test_a_community_is_invited_and_who_went_is_known_and_nothing_more(wuhou: Journey) -> None:
    worker, _ = await wuhou.hire(wuhou.day(1, 4), workplace=COMMUNITIES[1])
    street, today = wuhou.cast.street, str(wuhou.county.clock.today())
    plan = {"community": COMMUNITIES[1], "provider": "区人民医院", "starts": today, "ends": str(wuhou.day(12, 31))}
    await street.post("/personnel/checkup-plans", plan)
    (mine,) = await phone(wuhou, worker).get("/personnel/my/checkups")
    due = {task["stream_id"]: task["due"] async for task in street.pages("/personnel/work-list", kind="checkup-due")}
    assert due[mine["checkup_id"]] == str(wuhou.day(12, 31))
    await street.post(f"/personnel/checkups/{mine['checkup_id']}/records", {"on": today})
    went = {row["checkup_id"]: row async for row in street.pages("/personnel/checkups", stage="ATTENDED")}
    assert went[mine["checkup_id"]]["attended_on"] == today
    assert (await told(wuhou, worker))[-2:] == ["healthcheck.due.v1", "healthcheck.attended.v1"]


async def test_counselling_is_counted_and_nobody_sees_whose(wuhou: Journey) -> None:
    worker, _ = await wuhou.hire(wuhou.day(1, 4), workplace=COMMUNITIES[1])
    mine, today = phone(wuhou, worker), str(wuhou.county.clock.today())
    before = await told(wuhou, worker)
    id = (await mine.post("/personnel/my/counselling", {"provider": "区心理服务中心", "on": today}))["stream_id"]
    street = wuhou.cast.street
    counts = await street.get("/personnel/counselling-counts", since=today, until=today)
    assert counts == [{"day": today, "provider": "区心理服务中心", "booked": 1}]
    await mine.post(f"/personnel/my/counselling/{id}/cancellations", {})
    assert await street.get("/personnel/counselling-counts", since=today, until=today) == []
    assert [row["cancelled"] for row in await mine.get("/personnel/my/counselling")] == [True]
    assert await told(wuhou, worker) == before
    timeline = await street.get(f"/personnel/workers/{worker}/timeline")
    assert not [entry for entry in timeline if "Counselling" in entry["what"]]


async def test_who_is_on_no_roster_is_visited_by_another_hand_than_planned_it(wuhou: Journey) -> None:
    street, officer, today = wuhou.cast.street, wuhou.cast.officer, str(wuhou.county.clock.today())
    record = {
        "worker_id": None, "name": "赵兼职", "community": COMMUNITIES[1], "category": "COMMITTEE_PARTTIME", "since": today,
        "allowance": "500.00",
    }  # fmt: skip
    light = (await street.post("/personnel/light-records", record))["stream_id"]
    rows = {
        row["record_id"]: row async for row in street.pages("/personnel/light-records", category="COMMITTEE_PARTTIME")
    }
    assert (rows[light]["name"], rows[light]["allowance"]) == ("赵＊＊", "500.00")
    who = rows[light]["worker_id"]
    visit = {"worker_id": who, "occasion": "SPRING_FESTIVAL", "on": today, "gift": "300.00", "funding": "工会经费"}
    id = (await street.post("/personnel/care-visits", visit))["stream_id"]
    made = {"on": today, "gift": "300.00"}
    with pytest.raises(Problem) as refused:
        await street.post(f"/personnel/care-visits/{id}/records", made)
    assert refused.value.code == "care.own-plan"
    await officer.post(f"/personnel/care-visits/{id}/records", made)
    done = {row["visit_id"]: row async for row in officer.pages("/personnel/care-visits", stage="DONE")}
    assert (done[id]["gift"], done[id]["visited_by"]) == ("300.00", "county-officer")
    await street.post(f"/personnel/light-records/{light}/endings", {"until": today})
    assert await told(wuhou, who) == ["care_visit.done.v1"]
