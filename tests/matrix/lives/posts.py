"""Candidates for two posts wait for the joint review."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import COMMUNITIES, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    street, ids = journey.cast.street, list[str]()
    for post in ("DEPUTY_DIRECTOR", "COMMITTEE_MEMBER"):
        body = {"worker_id": names["worker"], "post": post, "community": COMMUNITIES[0]}
        ids.append((await street.post("/personnel/appointments/nominations", body))["stream_id"])
    return {"candidacy": ids[0]}
