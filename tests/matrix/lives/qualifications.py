"""The worker is registered for two exams of the year."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    day = str(journey.day(1, 4))
    body = {"level": "ASSISTANT", "registered_on": day, "social_work_subject": False, "grounds": "外地从业"}
    path = f"/personnel/workers/{names['worker']}/exams"
    for _ in range(2):
        asked = await journey.cast.street.post(path, body)
    return {"qualification": asked["stream_id"]}
