"""A community is invited to the check-up; the worker is to be visited, booked two hours, and has a light record."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from deploy.local.story.frontend import Frontend
from shared.kernel import Role
from shared.web.rights import Grant
from tests.journeys.conftest import COMMUNITIES, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    street, worker, today = journey.cast.street, names["worker"], str(journey.county.clock.today())
    http, issuer = street.http, journey.county.issuer
    own = Frontend(http, issuer, worker, (Grant(Role.WORKER, COMMUNITIES[0]),), _keys=count(100))
    plan = {"community": COMMUNITIES[0], "provider": "区人民医院", "starts": today, "ends": str(journey.day(12, 31))}
    await street.post("/personnel/checkup-plans", plan)
    (checkup,) = await own.get("/personnel/my/checkups")
    hour = {"provider": "区心理服务中心", "on": today}
    booked = [(await own.post("/personnel/my/counselling", hour))["stream_id"] for _ in range(2)]
    await own.post(f"/personnel/my/counselling/{booked[0]}/cancellations", {})
    visit = {"worker_id": worker, "occasion": "SPRING_FESTIVAL", "on": today, "gift": "300.00", "funding": "工会经费"}
    visits = [(await street.post("/personnel/care-visits", visit))["stream_id"] for _ in range(3)]
    await street.post(f"/personnel/care-visits/{visits[2]}/cancellations", {})
    light = {"name": None, "community": COMMUNITIES[0], "category": "RETIRED", "since": today, "allowance": "0.00"}
    retired = [
        (await street.post("/personnel/light-records", {**light, "worker_id": who}))["stream_id"]
        for who in (worker, names.get("other_worker", worker))
    ]
    return {
        "checkup": checkup["checkup_id"], "cancelled_booking": booked[0], "visit": visits[0], "cancelled_visit": visits[2],
        "light_record": retired[0],
    }  # fmt: skip
