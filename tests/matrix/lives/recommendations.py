"""Two people are proposed for a public post."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    found: list[str] = []
    for _ in range(2):
        worker, _ = await journey.hire(journey.day(1, 4))
        body = {"post": "CIVIL_SERVANT", "merits": ["武奖3号"]}
        proposed = await journey.cast.street.post(f"/personnel/workers/{worker}/recommendations", body)
        found.append(str(proposed["stream_id"]))
    return {"recommendation": found[0]}
