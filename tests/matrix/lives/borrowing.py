"""The street asked for the worker, and somebody tried twice for the county."""

from collections.abc import Mapping
from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from tests.journeys.conftest import Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    officer, worker = journey.cast.officer, names["worker"]
    today = journey.county.clock.today()
    body = {
        "worker_id": worker, "borrower": "OWN_STREET", "unit": "党政办", "task": "人口普查", "starts": str(today),
        "ends": str(today.replace(day=28)),
    }  # fmt: skip
    asked = await journey.cast.street.post("/personnel/borrowings", body)
    for _ in range(2):
        with pytest.raises(Problem):
            await officer.post("/personnel/borrowings", {**body, "borrower": "COUNTY_OR_ABOVE"})
    attempts = await officer.get(f"/personnel/workers/{worker}/borrowings")
    attempt = next(row["borrow_id"] for row in attempts if row["stage"] == "REFUSED")
    return {"borrow": asked["stream_id"], "attempt": attempt}
