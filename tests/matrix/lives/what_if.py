"""Finance works out a month by hand, two drafts of next year's pay are seen, and one of its grades."""

from collections.abc import Mapping
from typing import Any

from deploy.local.story.scheme import PAPERS, scheme_body, standard_body
from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    finance, month = journey.cast.finance, f"{journey.year + 1}-01"
    case = {"name": "一级", "month": month, "grade": 1, "expected": [{"component": "BASIC", "amount": "2720.00"}]}
    await finance.post("/payroll/golden-cases", {"county": COUNTY, "cases": [case]})
    body = standard_body(COUNTY)
    draft = {name: value for name, value in body.items() if name not in PAPERS}
    for day in (1, 2):
        asked = {**draft, "effective": f"{month}-0{day}", "first_month": month, "months": 1}
        seen = await finance.operation("payroll", await finance.post("/payroll/simulations", asked))
    draft = {name: value for name, value in scheme_body(COUNTY).items() if name not in PAPERS}
    asked = {**draft, "effective": f"{month}-01", "first_month": month, "months": 1}
    officer = journey.cast.officer
    tried = await officer.operation("personnel", await officer.post("/personnel/grade-scheme-trials", asked))
    return {"golden_case": "一级", "simulation": seen["digest"], "trial": tried["digest"]}
