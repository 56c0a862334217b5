"""The county tries a standard and a table of equivalence out."""

from collections.abc import Mapping
from typing import Any

from tests.journeys.conftest import COUNTY, Journey


async def lived(journey: Journey, names: Mapping[str, Any]) -> dict[str, Any]:
    issued = {"region": COUNTY, "code": "TRIAL", "since": "2020-01-01", "document": "武社工20号"}
    levels = [{"code": "JUNIOR", "name": "初级", "means": "能独立走访入户"}]
    rows = [{"of": "SKILL", "level": "3", "equals": "COMPETENCE", "equal_level": "JUNIOR"}]
    await journey.cast.approver.post("/personnel/competence-standards", {**issued, "levels": levels})
    await journey.cast.approver.post("/personnel/equivalence-tables", {**issued, "until": None, "rows": rows})
    return {}
