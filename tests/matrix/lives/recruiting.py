"""One campaign takes applicants and has two, both being vetted; another is only planned."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.people import person
from deploy.local.story.recruiting import applicant, plan
from tests.journeys.conftest import COUNTY, STREET, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    officer, today = journey.cast.officer, str(journey.county.clock.today())
    body = {"region": COUNTY, "title": "公开招聘", "plan": plan(STREET)}
    planned = (await officer.post("/personnel/campaigns", body))["stream_id"]
    campaign = (await officer.post("/personnel/campaigns", body))["stream_id"]
    path = f"/personnel/campaigns/{campaign}"
    await officer.post(f"{path}/reservations", {})
    await journey.cast.approver.post(f"{path}/approvals", {"document": "1号"})
    days = {"registration_from": today, "registration_until": str(journey.day(12, 31))}
    await officer.post(f"{path}/announcements", {"notice": "公告1号", **days})
    numbers = (1_150, 1_151)
    people = [(await officer.post(f"{path}/applicants", applicant(n)))["stream_id"] for n in numbers]
    journey.people |= {id: person(n) for id, n in zip(people, numbers, strict=True)}
    vettings = [(await officer.post("/personnel/vettings", {"applicant_id": id}))["stream_id"] for id in people]
    for vetting in vettings:
        await officer.post(f"/personnel/vettings/{vetting}/materials", {})
    return {"campaign": campaign, "planned_campaign": planned, "applicant": people[0], "vetting": vettings[0]}
