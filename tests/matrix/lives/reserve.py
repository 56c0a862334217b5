"""Two people are nominated for the reserve, the worker is recommended twice as a delegate."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import COMMUNITIES, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    cast, worker = journey.cast, names["worker"]
    nominated = list[str]()
    for person in dict.fromkeys((worker, names.get("other_worker", worker))):
        body = {"worker_id": person, "community": COMMUNITIES[0], "type": "SECRETARY", "document": "推荐表1号"}
        nominated.append((await cast.street.post("/personnel/reserve", body))["stream_id"])
    recommended = list[str]()
    for assembly in ("PARTY_CONGRESS", "PEOPLES_CONGRESS"):
        body = {"worker_id": worker, "assembly": assembly, "assembly_level": "COUNTY", "document": "推荐1号"}
        recommended.append((await cast.organisation.post("/personnel/delegates", body))["stream_id"])
    return {"reserve": nominated[0], "delegacy": recommended[0]}
