"""The live counts of a region: every part, every measure adds up to the people on the roster."""

from collections import defaultdict

import pytest

from deploy.local.story.frontend import Problem
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey


async def test_each_measure_counts_everybody_on_the_roster_once(wuhou: Journey) -> None:
    await wuhou.hire(wuhou.day(1, 4))
    employed = [row async for row in wuhou.cast.officer.pages("/personnel/workers")]
    sums: dict[str, int] = defaultdict(int)
    for row in await wuhou.cast.officer.get("/personnel/workforce", under=COUNTY):
        assert row["unit"] == STREET
        sums[row["by"]] += row["people"]
    assert set(sums) == {"sex", "age", "education", "certificate", "category", "post_category", "grade"}
    assert set(sums.values()) == {len(employed)}


async def test_a_street_is_counted_by_its_communities(wuhou: Journey) -> None:
    worker, _ = await wuhou.hire(wuhou.day(1, 4), workplace=COMMUNITIES[1])
    rows = await wuhou.cast.officer.get("/personnel/workforce", under=STREET)
    here = sum(row["people"] for row in rows if (row["unit"], row["by"]) == (COMMUNITIES[1], "sex"))
    listed = [row["worker_id"] async for row in wuhou.cast.officer.pages("/personnel/workers", under=COMMUNITIES[1])]
    assert worker in listed
    assert here == len(listed)


async def test_who_came_and_who_left_is_counted_with_the_ground(wuhou: Journey) -> None:
    day = wuhou.day(2, 4)
    asked = {"under": COUNTY, "since": str(day), "until": str(day)}
    _, employment = await wuhou.hire(day)
    end = {"ground": "RESIGNATION", "last_day": str(day), "document": "1号"}
    await wuhou.cast.street.post(f"/personnel/employments/{employment}/exit", end)
    found = {
        (row["by"], row["value"]): row["people"] for row in await wuhou.cast.officer.get("/personnel/turnover", **asked)
    }
    assert found == {("came", ""): 1, ("left", "RESIGNATION"): 1}


async def test_a_day_before_the_first_rule_is_refused_by_name(wuhou: Journey) -> None:
    with pytest.raises(Problem) as refused:
        await wuhou.cast.officer.get("/personnel/workforce", under=COUNTY, as_of="1990-01-01")
    assert (refused.value.status, refused.value.code) == (422, "request.before-any-rule")
