"""The worker's archive holds a material and was lent once."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    street, path, day = (
        journey.cast.street,
        f"/personnel/workers/{names['worker']}/archive",
        journey.county.clock.today(),
    )
    paper = {"material_class": "3", "reference": "考1号", "sha256": "a" * 64, "source": "街道", "dated": str(day)}
    await street.post(f"{path}/materials", paper)
    await street.post(f"{path}/loans", {"borrower": "组织部", "purpose": "考察", "due": str(day)})
    shown = await street.get(path)
    loan, material = shown["loans"][0]["loan_id"], shown["materials"][0]["material_id"]
    await street.post(f"{path}/loans/{loan}/returns")
    return {"material": material, "loan": loan}
