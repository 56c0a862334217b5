"""Somebody who has been a secretary for long, with what he brings from another county: for tests over HTTP."""

import json
from datetime import date
from typing import Any

from deploy.local.story.frontend import Frontend
from shared.crypto import signer
from shared.kernel import Region
from shared.proof import record
from shared.web.rights import Grant, Role
from tests.journeys.conftest import COUNTY, Journey


def own(journey: Journey, worker: str) -> Frontend:
    officer = journey.cast.officer
    return Frontend(officer.http, officer.issuer, worker, (Grant(Role.WORKER, COUNTY),))


def content_of(note: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(note.split("\n")[2])
    return said


def signed(journey: Journey, content: dict[str, Any], *, issuer: str = "local/personnel", seed: bytes = b"") -> str:
    """As a neighbour whose key is known would write it; with another seed as somebody else would."""
    sealing = journey.county.runtimes["personnel"].sealing
    assert sealing is not None
    key = signer(seed) if seed else sealing.signer
    assert key is not None
    text = record.text_of(issuer, content)
    return record.signed(text, issuer, key.public_key, key.sign(text.encode()))


async def long_served(journey: Journey, community: Region, day: date) -> str:
    """Hired this year after twelve years elsewhere, secretary of the community for six, with three good years."""
    cast, year = journey.cast, day.year
    worker, _ = await journey.hire(date(year, 1, 4), workplace=community, community_work_since=f"{year - 12}-01-04")
    post = {"worker_id": worker, "post": "SECRETARY", "community": community, "starts": f"{year - 6}-01-01"}
    await cast.organisation.post("/personnel/appointments", post)
    mine = own(journey, worker)
    await mine.post("/personnel/my/service-records")
    (issued,) = await mine.get("/personnel/my/service-records")
    results = [
        {"year": year - n, "result": word, "counts": True} for n, word in ((4, "GOOD"), (3, "EXCELLENT"), (2, "GOOD"))
    ]
    period = {
        "starts": f"{year - 12}-01-04", "ends": f"{year - 12}-12-31", "employer": "51/01/08/001/_", "employer_kind": "COMMUNITY",
        "province": "51", "source": "EMPLOYMENT", "counted": True, "why": "EMPLOYED_HERE", "insured": True,
    }  # fmt: skip
    note = signed(journey, content_of(issued["record"]) | {"results": results, "periods": [period]})
    case = await cast.officer.post(f"/personnel/workers/{worker}/service-records", {"record": note})
    await cast.approver.post(f"/personnel/recognitions/{case['stream_id']}/approvals", {"document": "武社工15号"})
    return worker
