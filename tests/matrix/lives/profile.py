"""The phone that the worker was hired with stands in his profile."""

from typing import Any

from tests.journeys.conftest import Journey


async def lived(journey: Journey, names: dict[str, Any]) -> dict[str, Any]:
    profile = await journey.cast.officer.get(f"/personnel/workers/{names['worker']}/profile")
    return {"profile_fact": profile["phone"]["fact"]}
