"""The street asked for leave for two people; one leave more is approved and lies ahead, one was withdrawn."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from deploy.local.story.frontend import Frontend
from shared.kernel import Role
from shared.web.rights import Grant
from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    street, today = journey.cast.street, journey.county.clock.today()

    def body(worker: str, ahead: int) -> dict[str, Any]:
        day = str(today + timedelta(days=ahead))
        return {
            "worker_id": worker, "kind": "PUBLIC_DUTY", "starts": day, "ends": day, "reason": None, "childbirth": None,
        }  # fmt: skip

    other = names.get("other_worker", names["worker"])
    asked = [
        (await street.post("/personnel/leaves", body(worker, ahead)))["stream_id"]
        for worker, ahead in ((names["worker"], 1), (other, 4), (names["worker"], 2), (names["worker"], 3))
    ]
    secretary = Frontend(street.http, journey.county.issuer, "secretary-of-leave", (Grant(Role.SECRETARY, COUNTY),))
    await secretary.post(f"/personnel/leaves/{asked[2]}/approvals", {})
    await street.post(f"/personnel/leaves/{asked[3]}/withdrawals", {})
    return {"leave": asked[0], "approved_leave": asked[2], "withdrawn_leave": asked[3]}
