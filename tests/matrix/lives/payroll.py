"""The county withholds for itself, as a paper says, and has a contribution table of its own."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.insuring import table_body
from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    named = {"unit": COUNTY, "agent": COUNTY, "starts": f"{journey.year}-01-01", "document": "武财〔2026〕40号"}
    group = await journey.cast.approver.post("/payroll/pay-groups", named)
    table = await journey.cast.approver.post("/payroll/contribution-tables", table_body(COUNTY, journey.year))
    return {"contribution_table": table["stream_id"], "pay_group": group["stream_id"]}
