"""Two offices are held, two secretaries were returned to the street, the worker is an activist of the Party."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import COMMUNITIES, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    cast, worker = journey.cast, names["worker"]
    office = {
        "worker_id": worker, "community": COMMUNITIES[0], "choice": "ELECTED", "starts": str(journey.day(1, 4)),
        "document": "党工委1号",
    }  # fmt: skip
    holders = (worker, names.get("probationer", worker))
    member = {**office, "office": "COMMITTEE_MEMBER"}
    held = [
        (
            await cast.organisation.post(
                "/personnel/party-posts", {**member, "worker_id": holder, "community": community}
            )
        )["stream_id"]
        for holder, community in zip(holders, COMMUNITIES, strict=True)
    ]
    filings = list[str]()
    for _ in range(2):
        decided = await cast.organisation.post("/personnel/party-posts", {**office, "office": "SECRETARY"})
        body = {"subject": "PARTY_POST", "subject_id": decided["stream_id"], "document": "报告1号"}
        filings.append((await cast.street.post("/personnel/filings", body))["stream_id"])
        await cast.organisation.post(f"/personnel/filings/{filings[-1]}/returns", {"reason": "缺联审表"})
    stage = {"stage": "ACTIVIST", "since": f"{journey.year - 1}-07-01"}
    await cast.organisation.post(f"/personnel/workers/{worker}/party-status", stage)
    (told,) = await cast.organisation.get(f"/personnel/workers/{worker}/party-status")
    return {"party_post": held[0], "filing": filings[0], "party_stage": told["fact"]}
