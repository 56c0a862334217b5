"""A campaign for one place, from the registration to the hire, with an objection that holds the clock."""

from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from deploy.local.story.recruiting import applicant, plan
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey


async def recruited(journey: Journey) -> str:
    """The worker whom the campaign brought: the second in rank, after the first failed the physical."""
    officer, path, people = journey.cast.officer, *(await _registered(journey))
    await journey.cast.go_to(journey.day(12, 23))
    await officer.post(f"{path}/review-closings", {})
    await _examined(journey, path, people)
    failed = {"applicant_id": people[0], "step": "PHYSICAL", "passed": False, "ground": "NOT_PASSED"}
    await officer.post(f"{path}/steps", failed)
    await officer.post(f"{path}/steps", {"applicant_id": people[1], "step": "PHYSICAL", "passed": True})
    assert [row["step"] for row in await officer.get(f"{path}/ranking")] == ["OUT", "VETTING", "WAITING", "WAITING"]
    await _vetted(journey, people[1])
    await officer.post(f"{path}/publicities", {})
    await _objected(journey, path, people[1])
    hire = _hire(journey, people[1])
    assert await _refused(journey, f"{path}/hires", hire) == "candidates.still-shown"
    await journey.cast.go_to(journey.day(12, 31))
    hired = await officer.post(f"{path}/hires", hire)
    await officer.post(f"{path}/files", {"document": "9号"})
    assert (await officer.get(path))["phase"] == "FILED"
    worker: str = hired["worker_id"]
    return worker


async def _registered(journey: Journey) -> tuple[str, list[str]]:
    officer, today = journey.cast.officer, str(journey.day(12, 22))
    body = {"region": COUNTY, "title": "公开招聘", "plan": plan(STREET)}
    path = f"/personnel/campaigns/{(await officer.post('/personnel/campaigns', body))['stream_id']}"
    await officer.post(f"{path}/reservations", {})
    await journey.cast.approver.post(f"{path}/approvals", {"document": "1号"})
    days = {"registration_from": today, "registration_until": today}
    await officer.post(f"{path}/announcements", {"notice": "公告1号", **days})
    people: list[str] = []
    for number in range(4):
        one = (await officer.post(f"{path}/applicants", applicant(1_170 + number)))["stream_id"]
        await officer.post(f"/personnel/applicants/{one}/reviews", {"passed": True})
        people.append(one)
    return path, people


async def _examined(journey: Journey, path: str, people: list[str]) -> None:
    cast = journey.cast
    for exam, stage, scores in (("WRITTEN", "WRITTEN", (90, 80, 70, 60)), ("INTERVIEW", "FINAL", (90, 80, 70))):
        for id, score in zip(people, scores, strict=False):
            await cast.officer.post(f"/personnel/applicants/{id}/scores", {"exam": exam, "score": f"{score}.00"})
        await cast.approver.post(f"{path}/results", {"stage": stage})
        if stage == "WRITTEN":
            for id in people[:3]:
                await cast.officer.post(f"{path}/steps", {"applicant_id": id, "step": "RECHECK", "passed": True})


async def _vetted(journey: Journey, id: str) -> None:
    cast = journey.cast
    vetting = (await cast.officer.post("/personnel/vettings", {"applicant_id": id}))["stream_id"]
    await cast.officer.post(f"/personnel/vettings/{vetting}/materials", {})
    conclusion = {"result": "PASS", "reasons": "政治素质过硬"}
    await cast.organisation.post(f"/personnel/vettings/{vetting}/conclusions", conclusion)
    read = await cast.organisation.get(f"/personnel/vettings/{vetting}", purpose="political-vetting")
    assert (read["result"], read["reasons"]) == ("PASS", "政治素质过硬")


async def _objected(journey: Journey, path: str, id: str) -> None:
    """Rejected a day later, so that the clock stood still for a day."""
    cast = journey.cast
    await cast.officer.post(f"{path}/objections", {"applicant_id": id, "reason": "学历不实"})
    (objection,) = await cast.officer.get(f"{path}/objections")
    waiting = [task["item"] async for task in cast.approver.pages("/personnel/work-list", kind="objection")]
    assert objection["objection_id"] in waiting
    await cast.go_to(journey.day(12, 24))
    await cast.approver.post(f"{path}/objections/{objection['objection_id']}/decisions", {"upheld": False})
    (shown,) = [row["shown_until"] for row in await cast.officer.get(f"{path}/ranking") if row["applicant_id"] == id]
    assert shown == str(journey.day(12, 30))


def _hire(journey: Journey, id: str) -> dict[str, Any]:
    return {
        "applicant_id": id, "workplace": COMMUNITIES[0], "starts": str(journey.day(12, 31)), "term_months": 36,
        "probation_months": 3,
    }  # fmt: skip


async def _refused(journey: Journey, path: str, body: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        await journey.cast.officer.post(path, body)
    return problem.value.code
