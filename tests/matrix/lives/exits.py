"""Somebody is protected for a time; somebody left today; the probationer was told what is expected."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    street, today = journey.cast.street, journey.county.clock.today()
    _, kept = await journey.hire(journey.day(1, 4))
    period = {"starts": str(today), "ends": str(journey.day(12, 31)), "document": "武人保1号"}
    await street.post(f"/personnel/employments/{kept}/protections", period)
    _, left = await journey.hire(journey.day(1, 4))
    end = {"ground": "RESIGNATION", "last_day": str(today), "document": "辞职信"}
    await street.post(f"/personnel/employments/{left}/exit", end)
    return {"protected": kept, "left": left}
