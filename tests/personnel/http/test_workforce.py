"""The live counts of a region: every part, every measure adds up to the people on the roster."""

from collections import Counter, defaultdict

import pytest

from deploy.local.story.frontend import Problem
from services.personnel.routes import roster_day
from tests.journeys.conftest import COMMUNITIES, COUNTY, STREET, Journey
from tests.personnel.http.test_roster_day import transferred

COUNTED = ("sex", "education", "certificate", "category", "post_category", "grade")


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


async def test_a_past_day_is_counted_as_its_roster_shows_everybody(wuhou: Journey) -> None:
    cast, first, moved = wuhou.cast, wuhou.day(1, 2).replace(year=wuhou.year - 1), wuhou.day(1, 3)
    _, employment = await wuhou.hire(first)
    await wuhou.decide_grades()
    await transferred(wuhou, employment, COMMUNITIES[1], str(moved))
    category = {"category": "COMMITTEE_FULLTIME", "since": str(moved), "document": "1号"}
    await cast.street.post(f"/personnel/employments/{employment}/categories", category)
    for day in (first, moved, wuhou.county.clock.today()):
        shown = [row async for row in cast.officer.pages("/personnel/workers", under=STREET, as_of=day)]
        expected = Counter((row["region"], by, str(row[by] or "")) for row in shown for by in COUNTED)
        rows = await cast.officer.get("/personnel/workforce", under=STREET, as_of=str(day))
        assert {(r["unit"], r["by"], r["value"]): r["people"] for r in rows if r["by"] != "age"} == expected
        assert sum(r["people"] for r in rows if r["by"] == "age") == len(shown)
    assert sum(r["people"] for r in rows if r["unit"] == COMMUNITIES[1] and r["by"] == "sex")


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


async def test_another_day_of_too_many_people_is_refused_with_how_many_they_are(
    wuhou: Journey, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = wuhou.day(2, 4)
    await wuhou.hire(day)
    monkeypatch.setattr(roster_day, "MOST", 0)
    with pytest.raises(Problem) as refused:
        await wuhou.cast.officer.get("/personnel/workforce", under=COUNTY, as_of=str(day))
    assert (refused.value.status, refused.value.code) == (422, "workforce.too-many")
    assert await wuhou.cast.officer.get("/personnel/workforce", under=COUNTY)
