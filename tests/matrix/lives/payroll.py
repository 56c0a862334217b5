"""The county withholds for itself, as a paper says, and has a contribution table of its own; a street's run waits for approval."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.insuring import figure_body, table_body
from tests.journeys.conftest import COUNTY, STREET, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    named = {"unit": COUNTY, "agent": COUNTY, "starts": f"{journey.year}-01-01", "document": "武财〔2026〕40号"}
    group = await journey.cast.approver.post("/payroll/pay-groups", named)
    table = await journey.cast.approver.post("/payroll/contribution-tables", table_body(COUNTY, journey.year))
    figure = await journey.cast.approver.post("/payroll/wage-figures", figure_body(COUNTY, journey.year))
    return {
        "checked_run": await _checked(journey),
        "wage_figure": figure["stream_id"],
        "contribution_table": table["stream_id"],
        "pay_group": group["stream_id"],
    }


async def _checked(journey: Journey) -> str:
    """A county has one run at a time: the one that is open makes room."""
    finance = journey.cast.finance
    for run in (await finance.get("/payroll/runs"))["items"]:
        if run["stage"] == "CALCULATED":
            await finance.post(f"/payroll/runs/{run['run_id']}/discards", {"reason": "改由街道发放"})
    asked = {"unit": STREET, "month": f"{journey.year}-02"}
    begun = await finance.operation("payroll", await finance.post("/payroll/runs", asked))
    await journey.cast.street.post(f"/payroll/runs/{begun['run_id']}/checks", {})
    return str(begun["run_id"])
