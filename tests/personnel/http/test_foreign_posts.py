"""Departments' own posts: registered until cleared out, never hired for; their people are converted into vacant places."""

from typing import Any

import pytest

from deploy.local.story.frontend import Frontend, Problem
from deploy.local.story.people import person
from tests.journeys.conftest import COMMUNITIES, Journey


async def refused(who: Frontend, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await who.post(path, body)
    return problem.value.code


def post(wuhou: Journey) -> dict[str, Any]:
    return {
        "region": COMMUNITIES[0], "sponsor": "区政法委", "title": "网格员", "people": 2, "funding_source": "网格专项经费",
        "clear_out": str(wuhou.day(12, 31)),
    }  # fmt: skip


async def test_nobody_hires_for_a_department_and_the_attempts_are_listed_with_who_asked(wuhou: Journey) -> None:
    wish = {"region": COMMUNITIES[0], "sponsor": "区文旅局", "title": "宣传员", "people": 1}
    for who in (wuhou.cast.officer, wuhou.cast.street, wuhou.cast.organisation):
        assert await refused(who, "/personnel/sponsored-hires", wish) == "foreign-posts.rejected"
    rows = [row async for row in wuhou.cast.officer.pages("/personnel/foreign-posts", stage="REJECTED")]
    askers = {row["asked_by"] for row in rows if row["sponsor"] == "区文旅局"}
    assert askers == {"county-officer", "street-officer", "organisation"}


async def test_a_post_waits_on_the_work_list_until_it_is_cleared_out(wuhou: Journey) -> None:
    officer = wuhou.cast.officer
    id = (await officer.post("/personnel/foreign-posts", post(wuhou)))["stream_id"]
    move = {"clear_out": str(wuhou.day(6, 30)), "reason": "提前清退"}
    await officer.post(f"/personnel/foreign-posts/{id}/extensions", move)
    waiting = {task["stream_id"]: task async for task in officer.pages("/personnel/work-list", kind="clear-out")}
    assert waiting[id]["due"] == str(wuhou.day(6, 30))
    await officer.post(f"/personnel/foreign-posts/{id}/clearings", {"way": "RETURNED", "document": "5号"})
    left = [task["stream_id"] async for task in officer.pages("/personnel/work-list", kind="clear-out")]
    assert id not in left


async def test_a_grid_worker_is_converted_into_a_vacant_place_and_the_old_money_is_told(wuhou: Journey) -> None:
    officer, who = wuhou.cast.officer, person(1_180)
    id = (await officer.post("/personnel/foreign-posts", post(wuhou)))["stream_id"]
    body = {
        "foreign_post_id": id, "name": who.name, "id_number": who.id_number, "phone": who.phone, "education": "COLLEGE",
        "since": f"{wuhou.year - 2}-01-04", "outstanding": False,
    }  # fmt: skip
    path = f"/personnel/conversions/{(await officer.post('/personnel/conversions', body))['stream_id']}"
    assert await refused(officer, "/personnel/conversions", body) == "conversions.listed"
    (row,) = [row async for row in officer.pages("/personnel/conversions", stage="LISTED")]
    assert row["name"] != who.name
    hire = {
        "workplace": COMMUNITIES[0], "starts": str(wuhou.day(1, 4)), "community_work_since": body["since"],
        "term_months": 36, "probation_months": 0,
    }  # fmt: skip
    assert await refused(officer, f"{path}/hires", hire) == "conversions.phase"
    await wuhou.cast.approver.post(f"{path}/checks", {})
    await officer.post(f"{path}/exams", {"score": "75.5", "passed": True})
    hired = await officer.post(f"{path}/hires", hire)
    (row,) = [row async for row in officer.pages("/personnel/conversions", stage="CONVERTED")]
    assert (row["worker_id"], row["score"], row["sponsor"]) == (hired["worker_id"], "75.50", "区政法委")
    assert (await officer.get(f"/personnel/workers/{hired['worker_id']}"))["starts"] == str(wuhou.day(1, 4))
    events = (await officer.get("/personnel/events", limit=1_000))["events"]
    names = {event["headers"].get("ce-type") for event in events}
    assert "personnel.worker.converted.v1" in names
