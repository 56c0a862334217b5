"""Two secretaries of many years, one in a third community, stand on the county's list; the worker has a career step."""

from collections.abc import Mapping
from typing import Any

from shared.kernel import region
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey
from tests.personnel.secretaries import long_served

THIRD = region("51", "01", "07", "001", "006")


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    cast, day = journey.cast, journey.county.clock.today()
    third = {"path": THIRD, "code": "510107001006", "name": "006社区"}
    await cast.officer.post("/personnel/regions", {"effective": "2000-01-01", "regions": [third]})
    people = [await long_served(journey, community, day) for community in (COMMUNITIES[0], THIRD)]
    await cast.organisation.post(
        "/personnel/institution-lists", {"county": COUNTY, "year": day.year, "as_of": str(day)}
    )
    (frozen,) = await cast.officer.get("/personnel/institution-lists")
    case = next(p["case_id"] for p in frozen["people"] if p["worker_id"] == people[0])
    step = {"step": "LEADERSHIP_ELECTED", "street": STREET, "post": "副主任", "since": str(day), "document": "武组1号"}
    recorded = await cast.organisation.post(f"/personnel/workers/{names['worker']}/career-steps", step)
    return {
        "institution_list": frozen["list_id"],
        "institution_case": case,
        "secretary": people[0],
        "step": recorded["stream_id"],
    }
