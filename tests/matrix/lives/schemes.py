"""The county's grade scheme has a second version, tried and valued before: the same terms under a new document."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.scheme import PAPERS, scheme_body
from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    cast, since = journey.cast, journey.year + 1
    body = scheme_body(COUNTY) | {"effective": f"{since}-01-01", "document": "武社工新1号"}
    draft = {name: value for name, value in body.items() if name not in PAPERS} | {"first_month": f"{since}-01"}
    asked = await cast.officer.post("/personnel/grade-scheme-trials", draft)
    trial = await cast.officer.operation("personnel", asked)
    await cast.settled()
    content = await cast.officer.file(f"/personnel/operations/{asked['operation_id']}/files/trial.json")
    costs = await cast.finance.post("/payroll/grade-scheme-costs", content=content, county=COUNTY)
    await cast.finance.operation("payroll", costs)
    await cast.settled()
    published = await cast.approver.post("/personnel/grade-schemes", body | {"simulation": trial["digest"]})
    await cast.approver.operation("personnel", published)
    return {}
