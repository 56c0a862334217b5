"""Two floods are declared and a third only proposed; two workers were on duty, paid for by the county; one of them owes for damages."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    cast, today = journey.cast, str(journey.county.clock.today())
    body = {
        "region": COUNTY, "category": "NATURAL_DISASTER", "degree": "III", "title": "暴雨", "document": "武应急1号",
        "starts": today,
    }  # fmt: skip
    floods = [(await cast.officer.post("/personnel/emergencies", body))["stream_id"] for _ in range(3)]
    for flood in floods[:2]:
        await cast.approver.post(f"/personnel/emergencies/{flood}/declarations", {})
    workers = [(await journey.hire(journey.day(1, 4)))[0] for _ in range(2)]
    path = f"/personnel/emergencies/{floods[0]}"
    await cast.street.post(f"{path}/duties", {"entries": [{"worker_id": w, "days": [today]} for w in workers]})
    await cast.officer.post(f"{path}/duty-confirmations", {"workers": workers})
    await cast.settled()
    chosen, path = {"workers": workers}, f"/payroll/emergencies/{floods[0]}"
    await cast.finance.post(f"{path}/budgets", {"budget": "10000.00", "document": "武财1号"})
    await cast.approver.post(f"{path}/budget-approvals", {})
    await cast.finance.post(f"{path}/verifications", chosen)
    await cast.approver.post(f"{path}/approvals", chosen)
    decision = {
        "kind": "DAMAGES", "body": "街道", "document": "1号", "starts": f"{journey.year}-01-01", "total": "10.00", "monthly": "0.00",
    }  # fmt: skip
    await cast.finance.post(f"/payroll/workers/{workers[0]}/withholdings", decision)
    [order] = await cast.finance.get(f"/payroll/workers/{workers[0]}/withholdings")
    path = f"/payroll/workers/{workers[0]}/withholdings/{order['order_id']}"
    await cast.approver.post(f"{path}/confirmations", {})
    return {"order": order["order_id"], "emergency": floods[0], "proposed_emergency": floods[2], "on_duty": workers[0]}
