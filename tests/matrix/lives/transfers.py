"""One transfer waits for another hand, one took effect; somebody's category changed."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import COMMUNITIES, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    street, officer = journey.cast.street, journey.cast.officer
    today = journey.county.clock.today()
    wish = {"workplace": COMMUNITIES[1], "day": str(today), "reason": "网格增加"}
    found: dict[str, Any] = {}
    for name in ("proposed", "other_proposed"):
        _, employment = await journey.hire(journey.day(1, 4).replace(year=journey.year - 1))
        await street.post(f"/personnel/employments/{employment}/transfers", wish)
        found[f"{name}_employment"] = employment
    rows = {row["employment_id"]: row async for row in officer.pages("/personnel/transfers", stage="PROPOSED")}
    category = {"category": "COMMITTEE_FULLTIME", "since": str(today), "document": "武组4号"}
    at = f"/personnel/employments/{found['proposed_employment']}/categories"
    await street.post(at, category)
    worker = rows[found["proposed_employment"]]["worker_id"]
    (fact,) = await officer.get(f"/personnel/workers/{worker}/categories")
    return found | {"transfer": rows[found["proposed_employment"]]["transfer_id"], "category_fact": fact["fact_id"]}
