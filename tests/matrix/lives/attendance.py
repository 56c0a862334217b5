"""The community's secretary reported two matters."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.frontend import Frontend
from shared.kernel import Role
from shared.web.rights import Grant
from tests.journeys.conftest import COMMUNITIES, COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    street = journey.cast.street
    secretary = Frontend(street.http, journey.county.issuer, "secretary-of-reports", (Grant(Role.SECRETARY, COUNTY),))
    body = {"unit": COMMUNITIES[0], "kind": "REQUEST", "title": "防汛值守", "text": "请示夜间值守排班。"}
    made = [(await secretary.post("/personnel/reports", body))["stream_id"] for _ in range(2)]
    return {"report": made[0]}
