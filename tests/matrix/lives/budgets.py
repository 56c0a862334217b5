"""Two years of the county are drafted; this year's money waits for approval and then stands."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    cast, drafted = journey.cast, list[str]()
    for year in (journey.year, journey.year + 1):
        asked = await cast.finance.post("/payroll/budget-drafts", {"region": COUNTY, "year": year})
        drafted.append((await cast.finance.operation("payroll", asked))["budget_id"])
    path = f"/payroll/budgets/{drafted[0]}"
    money = {"parts": [{"source": "区级财政", "amount": "1000000.00"}], "document": "武财1号"}
    await cast.finance.post(f"{path}/submissions", money)
    await cast.approver.post(f"{path}/approvals", {})
    return {"budget": drafted[0]}
