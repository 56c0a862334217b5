"""Two honours of outside bodies are entered for the worker: one waits for another hand, one was refused."""

from collections.abc import Mapping
from typing import Any, Final

from tests.journeys.conftest import Journey

PAPER: Final = {
    "level": "CITY", "issuer": "成都市人民政府", "document": "成府发〔2024〕5号", "granted_on": "2024-04-28", "sha256": "ab" * 32,
}  # fmt: skip


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    cast, path = journey.cast, f"/assessment/workers/{names['worker']}/honours/records"
    entered = [
        (await cast.street.post(path, {"year": 2024, "kind": kind, **PAPER}))["stream_id"]
        for kind in ("MODEL_WORKER", "YOUTH_MEDAL")
    ]
    await cast.approver.post(f"/assessment/honours/{entered[1]}/refusals", {"reason": "查无此文"})
    return {"honour": entered[0], "refused_honour": entered[1]}
