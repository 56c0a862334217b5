"""The county's grade scheme has a second version, tried before: the same terms under a new document."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.scheme import PAPERS, scheme_body
from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    cast, since = journey.cast, journey.year + 1
    body = scheme_body(COUNTY) | {"effective": f"{since}-01-01", "document": "武社工新1号"}
    draft = {name: value for name, value in body.items() if name not in PAPERS} | {"first_month": f"{since}-01"}
    trial = await cast.officer.operation("personnel", await cast.officer.post("/personnel/grade-scheme-trials", draft))
    published = await cast.approver.post("/personnel/grade-schemes", body | {"simulation": trial["digest"]})
    await cast.approver.operation("personnel", published)
    return {}
