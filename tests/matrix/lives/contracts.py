"""Two people have worked since autumn and nobody wrote their contract; one of them has a draft before him."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.journeys.conftest import Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    (_, drafted), (_, unwritten) = [await journey.hire(date(journey.year - 1, 10, 8), signed=False) for _ in range(2)]
    text = {"ends": None, "document": "武劳合1号", "digest": "sha256:1"}
    await journey.cast.street.post(f"/personnel/employments/{drafted}/contract-draft", text)
    return {"drafted": drafted, "unwritten": unwritten}
