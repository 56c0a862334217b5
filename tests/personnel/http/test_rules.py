"""Rules over HTTP: what rules in a county on a day, from which level, what it leaves open, by which document and article."""

from typing import Any

import pytest

from deploy.local.story.frontend import Problem
from tests.journeys.conftest import COUNTY, Journey


async def test_the_rules_of_a_county_are_shown_on_any_day_with_their_level_and_what_they_leave_open(
    wuhou: Journey,
) -> None:
    async def of(name: str, **asked: Any) -> dict[str, Any]:
        rows = [row async for row in wuhou.cast.street.pages("/personnel/policies", region=COUNTY, about=name, **asked)]
        return next(row for row in rows if row["name"] == name)

    leave = await of("maternity_terms")
    assert (leave["level"], leave["region"], leave["value"]["province_adds"]) == ("province", "51/_/_/_/_", 90)
    assert (leave["since"], leave["until"], leave["open"]) == ("2025-11-28", None, None)
    before = await of("maternity_terms", as_of="2021-09-30")
    assert (before["value"]["province_adds"], before["until"]) == (0, "2021-09-30")
    notice = await of("notice_days")
    assert (notice["level"], notice["value"], notice["open"]) == ("nation", 30, None)
    assert {"document": "中华人民共和国劳动合同法", "article": "第三十七条、第四十条"} in notice["clauses"]
    quota = await of("places_per_10000_residents")
    assert (quota["open"]["at_least"], quota["open"]["at_most"]) == ("own", None)
    ahead = await of("holiday_years", as_of="2027-05-01")
    assert ahead["since"] == "2027-01-01"

    first = await wuhou.cast.street.get("/personnel/policies", region=COUNTY, limit=7)
    then = await wuhou.cast.street.get("/personnel/policies", region=COUNTY, limit=7, cursor=first["next"])
    every = [row["name"] async for row in wuhou.cast.street.pages("/personnel/policies", region=COUNTY)]
    assert [row["name"] for row in (*first["items"], *then["items"])] == every[:14] == sorted(set(every))[:14]
    assert len(every) > 50
    rests = [
        row["name"]
        async for row in wuhou.cast.street.pages("/personnel/policies", region=COUNTY, document="劳动合同法")
    ]
    assert {"notice_days", "probation_limits"} <= set(rests) < set(every), "who is touched by this law"
    terms = await wuhou.cast.street.get("/personnel/policies/term_of_office_years", region=COUNTY)
    assert [(row["value"], row["since"], row["until"]) for row in terms] == [
        (3, "1990-01-01", "2018-12-28"), (5, "2018-12-29", None),
    ]  # fmt: skip
    with pytest.raises(Problem) as unknown:
        await wuhou.cast.street.get("/personnel/policies/nothing", region=COUNTY)
    assert unknown.value.status == 404
    funds = [row async for row in wuhou.cast.officer.pages("/payroll/policies", region=COUNTY, about="insurance_cap")]
    assert [(row["level"], row["name"]) for row in funds] == [("city", "insurance_cap_fen")]
