"""Two posts of a department; of their people two are listed, one is checked, one gave up."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.people import person
from tests.journeys.conftest import COMMUNITIES, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    officer = journey.cast.officer
    body = {
        "region": COMMUNITIES[0], "sponsor": "区政法委", "title": "网格员", "people": 4, "funding_source": "网格专项经费",
        "clear_out": str(journey.day(12, 31)),
    }  # fmt: skip
    posts = [(await officer.post("/personnel/foreign-posts", body))["stream_id"] for _ in range(2)]
    people = [await _listed(journey, posts[0], number) for number in range(1_190, 1_194)]
    await journey.cast.approver.post(f"/personnel/conversions/{people[2]}/checks", {})
    await officer.post(f"/personnel/conversions/{people[3]}/withdrawals", {})
    return {
        "foreign_post": posts[0], "conversion": people[0], "checked_conversion": people[2], "withdrawn_conversion": people[3],
    }  # fmt: skip


async def _listed(journey: Journey, post: str, number: int) -> str:
    who = person(number)
    body = {
        "foreign_post_id": post, "name": who.name, "id_number": who.id_number, "phone": who.phone, "education": "COLLEGE",
        "since": f"{journey.year - 2}-01-04", "outstanding": False,
    }  # fmt: skip
    id: str = (await journey.cast.officer.post("/personnel/conversions", body))["stream_id"]
    journey.people[id] = who
    return id
