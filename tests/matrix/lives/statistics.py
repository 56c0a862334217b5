"""The statistics of the county's last two quarters are frozen."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    officer = journey.cast.officer
    for quarter in (3, 4):
        asked = {"region": COUNTY, "form": "WORKFORCE", "period": f"{journey.year - 1}-Q{quarter}"}
        frozen = await officer.operation("personnel", await officer.post("/personnel/statistics", asked))
    return {"statistic": frozen["statistic_id"]}
