"""The worker reported three difficulties, one of which was taken up."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.frontend import Frontend
from shared.kernel import Role
from shared.web.rights import Grant
from tests.journeys.conftest import COMMUNITIES, Journey

TEXT = "办公用房夏季无空调"


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    street = journey.cast.street
    own = Frontend(street.http, journey.county.issuer, names["worker"], (Grant(Role.WORKER, COMMUNITIES[0]),))
    body = {"category": "WORK", "text": TEXT, "anonymous": False}
    made = [(await own.post("/personnel/my/problems", body))["stream_id"] for _ in range(3)]
    await street.post(f"/personnel/problems/{made[2]}/acceptances", {})
    return {"problem": made[0], "accepted_problem": made[2]}
