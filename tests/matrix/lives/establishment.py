"""A community has a quota of its own within its street's, and the street's ratio was computed."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import COMMUNITIES, STREET, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    officer, day = journey.cast.officer, f"{journey.year - 1}-01-01"
    limits = [{"post_category": "CHIEF", "places": 2}]
    asked = {"unit": COMMUNITIES[1], "effective": day, "places": 6, "by_post": limits}
    await officer.post("/personnel/quota-requests", asked)
    await journey.cast.approver.post("/personnel/quota-approvals", {"unit": COMMUNITIES[1], "document": "武编9号"})
    await officer.post("/personnel/headcount-ratios", {"unit": STREET, "day": str(journey.day(1, 4))})
    return {}
