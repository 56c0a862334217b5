"""What was decided of the worker's grade is known by name."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    rows = await journey.cast.officer.get(f"/personnel/workers/{names['worker']}/grades")
    return {"decision": rows[0]["proposal_id"]}
